using Injector.Profiles.Errors;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Lint;

/// <summary>Warns of secrets in plain text: whoever may read the profile, or a pod that uses it, reads them.</summary>
internal static class SecretLint
{
    private const string Advice = "keep it in a Secret";

    /// <summary>Checks everything that a profile writes.</summary>
    internal static void Check(MappingNode spec, ErrorList errors)
    {
        foreach (var part in (ReadOnlySpan<string>)["application", "files", "initContainers", "sidecars", "pod"])
        {
            Descend(spec[part], errors);
        }
    }

    private static void Descend(TreeNode? node, ErrorList errors)
    {
        switch (node)
        {
            case SequenceNode list:
                foreach (var item in list.Items)
                {
                    CheckArgument(item, errors);
                    Descend(item, errors);
                }

                break;
            case MappingNode mapping:
                CheckVariable(mapping, errors);
                foreach (var (name, value) in mapping.Entries)
                {
                    if (SecretNames.IsSecret(name) && WrittenTree.Text(value) is { } text && IsPlain(text))
                    {
                        errors.Warn(value.Location, $"'{name}' holds a secret in plain text; {Advice} and let the program read it from a variable or a file");
                    }

                    Descend(value, errors);
                }

                break;
        }
    }

    private static void CheckVariable(MappingNode mapping, ErrorList errors)
    {
        if (WrittenTree.Text(mapping["name"]) is { } name && SecretNames.IsSecret(name) && WrittenTree.Text(mapping["value"]) is { } value && IsPlain(value))
        {
            errors.Warn(mapping["value"]!.Location, $"'{name}' holds a secret in plain text; {Advice} and write valueFrom: {{secretKeyRef: {{name: ..., key: ...}}}}");
        }
    }

    private static void CheckArgument(TreeNode item, ErrorList errors)
    {
        if (WrittenTree.Text(item) is { } text && text.StartsWith('-') && text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
            && text.AsSpan(0, equals).IndexOf(' ') < 0 && SecretNames.IsSecret(text[..equals]) && IsPlain(text[(equals + 1)..]))
        {
            errors.Warn(item.Location, $"'{text[..equals]}' is given a secret in plain text; {Advice}, take it into a variable by secretKeyRef and write {text[..equals]}=$(NAME)");
        }
    }

    /// <summary>Whether a text is a value itself, and neither a reference nor a place to read it from.</summary>
    private static bool IsPlain(string text) =>
        text.Length > 0 && text is not ("true" or "false") && text[0] is not ('/' or '@' or '$') && !text.Contains("${", StringComparison.Ordinal)
        && !text.Contains("$(", StringComparison.Ordinal) && !text.Contains("{{", StringComparison.Ordinal);
}
