namespace Injector.Core.Profiles.Templates;

/// <summary>Parses <c>params.path</c> into a reference and checks it against the known families.</summary>
internal static class VariableReferenceParser
{
    /// <summary>Parses a reference without its <c>$(</c> and <c>)</c>.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out VariableReference? reference, out string? error)
    {
        reference = null;
        var dot = text.IndexOf('.');
        var root = dot < 0 ? text.ToString() : text[..dot].ToString();
        var name = dot < 0 ? "" : text[(dot + 1)..].ToString();
        if (!VariableReference.Roots.TryGetValue(root, out var names))
        {
            error = $"there is no variable '{text}'; known are {Known()}";
        }
        else if (!IsName(name))
        {
            error = $"'{text}' is not a variable; write {root}.name with letters, digits, '-' and '_'";
        }
        else if (!names.IsEmpty && !names.Contains(name))
        {
            error = $"there is no variable '{text}'; known are {string.Join(", ", names.Select(known => $"{root}.{known}"))}";
        }
        else
        {
            reference = new VariableReference(root, name);
            error = null;
        }

        return reference is not null;
    }

    private static string Known() => string.Join(", ", VariableReference.Roots.SelectMany(root =>
        root.Value.IsEmpty ? [$"{root.Key}.<name>"] : root.Value.Select(name => $"{root.Key}.{name}")));

    private static bool IsName(string name)
    {
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_'))
            {
                return false;
            }
        }

        return name.Length > 0;
    }
}
