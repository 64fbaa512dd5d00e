"""GS1 data: Application Identifiers, element strings, Digital Link, GTIN."""
