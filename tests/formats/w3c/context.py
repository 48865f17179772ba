"""The terms of the W3C's context that our files use, so that nothing is fetched in tests."""

from __future__ import annotations

from typing import Any

_PREFIXES = {
    "oa": "http://www.w3.org/ns/oa#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dctypes": "http://purl.org/dc/dcmitype/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "schema": "http://schema.org/",
}
_THINGS = {
    "oa": "Annotation TextualBody SpecificResource TimeState TextQuoteSelector "
    "TextPositionSelector",
    "dctypes": "Text",
    "foaf": "Person Organization",
}
_MOTIVATIONS = "tagging commenting linking highlighting"
_LINKS = {
    "body": "oa:hasBody",
    "target": "oa:hasTarget",
    "source": "oa:hasSource",
    "selector": "oa:hasSelector",
    "state": "oa:hasState",
    "cached": "oa:cachedSource",
    "creator": "dcterms:creator",
    "first": "as:first",
    "partOf": "as:partOf",
}
_WORDS = {
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "format": "dc:format",
    "language": "dc:language",
    "value": "rdf:value",
    "name": "foaf:name",
    "label": "rdfs:label",
}
_NUMBERS = {
    "start": "oa:start",
    "end": "oa:end",
    "total": "as:totalItems",
    "startIndex": "as:startIndex",
}

CONTEXT: dict[str, Any] = {
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@id"},
    **_PREFIXES,
    **{word: f"{prefix}:{word}" for prefix, many in _THINGS.items() for word in many.split()},
    **{word: f"oa:{word}" for word in _MOTIVATIONS.split()},
    **{key: {"@id": iri, "@type": "@id"} for key, iri in _LINKS.items()},
    **_WORDS,
    **{key: {"@id": iri, "@type": "xsd:nonNegativeInteger"} for key, iri in _NUMBERS.items()},
    **{key: {"@id": f"dcterms:{key}", "@type": "xsd:dateTime"} for key in ("created", "modified")},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
}
