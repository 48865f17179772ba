"""Pictures of every page, panel and sheet, for whoever reviews a change of look.

Lives here: ``views`` (what is seen, and the steps that lead there), ``projects`` (what lies in the
project then), ``__main__`` (which takes the pictures and puts them side by side).
"""
