using System.Text.RegularExpressions;

namespace Injector.Testing.Validation.Api;

/// <summary>The grammars of names (k8s.io/apimachinery pkg/util/validation).</summary>
internal static partial class Names
{
    /// <summary>A label of DNS: names of containers and volumes.</summary>
    public static bool IsLabel(string name) => name.Length <= 63 && Label().IsMatch(name);

    /// <summary>A subdomain of DNS: names of most objects.</summary>
    public static bool IsSubdomain(string name) => name.Length <= 253 && name.Split('.').All(part => Label().IsMatch(part));

    /// <summary>A name with an optional prefix: keys of annotations and labels.</summary>
    public static bool IsQualified(string key)
    {
        var parts = key.Split('/');
        return parts.Length <= 2 && (parts.Length == 1 || IsSubdomain(parts[0])) && parts[^1].Length <= 63 && Qualified().IsMatch(parts[^1]);
    }

    /// <summary>The value of a label.</summary>
    public static bool IsLabelValue(string value) => value.Length == 0 || (value.Length <= 63 && Qualified().IsMatch(value));

    /// <summary>The name of a port.</summary>
    public static bool IsPortName(string name) => name.Length is > 0 and <= 15 && Port().IsMatch(name) && name.Any(char.IsAsciiLetterLower) && !name.Contains("--", StringComparison.Ordinal);

    /// <summary>The name of a variable: printable ASCII without an equals sign, as from Kubernetes 1.34 on.</summary>
    public static bool IsVariable(string name) => name.Length > 0 && name.All(character => character is >= ' ' and <= '~' and not '=');

    /// <summary>A key of a ConfigMap or Secret.</summary>
    public static bool IsConfigKey(string key) => key.Length is > 0 and <= 253 && ConfigKey().IsMatch(key) && key is not ("." or "..") && !key.StartsWith("..", StringComparison.Ordinal);

    /// <summary>A path below a folder that does not leave it.</summary>
    public static bool IsDescending(string path) => !path.StartsWith('/') && !path.Split('/').Contains("..");

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?\\z")]
    private static partial Regex Label();

    [GeneratedRegex("^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?\\z")]
    private static partial Regex Qualified();

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?\\z")]
    private static partial Regex Port();

    [GeneratedRegex("^[-._a-zA-Z0-9]+\\z")]
    private static partial Regex ConfigKey();
}
