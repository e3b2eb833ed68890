"""By which words mail programs mark quoted history, signatures, notices and banners: a table a language."""
