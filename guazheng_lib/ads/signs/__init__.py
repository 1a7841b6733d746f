"""What a folded text says (说法): concepts as data, found wherever they can be."""
