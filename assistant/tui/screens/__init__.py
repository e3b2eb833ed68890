"""The screens, one a module, each with its styles beside it; the main one is put together from several."""
