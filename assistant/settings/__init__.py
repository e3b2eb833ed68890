"""The tables of the configuration that have rules of their own; `config` puts them together."""
