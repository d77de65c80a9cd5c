using Injector.Core.Profiles;
using Injector.Profiles.Files;

namespace Injector.Profiles.Tests;

/// <summary>Builds profiles in YAML for tests and reads them.</summary>
internal static class ProfileSource
{
    /// <summary>Lines of the document ahead of the first line of the spec.</summary>
    public const int LinesAhead = 5;

    /// <summary>A sidecar that every rule accepts.</summary>
    public const string Sidecar =
        """
        sidecars:
          - container: {name: helper, image: example/helper:1}
        """;

    /// <summary>The document around a spec.</summary>
    public static string Document(string spec, string name = "sample") =>
        $"""
        apiVersion: injector.io/v1alpha1
        kind: SidecarProfile
        metadata:
          name: {name}
        spec:
        {Indent(spec)}

        """;

    /// <summary>Reads a spec that must be right.</summary>
    public static SidecarProfile Load(string spec)
    {
        var load = ProfileText.Parse(Document(spec), "sample.yaml");
        load.Errors.ShouldBeEmpty();
        return load.Profiles.ShouldHaveSingleItem();
    }

    /// <summary>Reads a spec that must be wrong.</summary>
    public static string[] Errors(string spec)
    {
        var load = ProfileText.Parse(Document(spec), "sample.yaml");
        load.Profiles.ShouldBeEmpty();
        return [.. load.Errors.Select(error => error.ToString())];
    }

    /// <summary>Reads a spec with one error.</summary>
    public static string Error(string spec) => Errors(spec).ShouldHaveSingleItem();

    /// <summary>Reads a container with one error.</summary>
    public static string ContainerError(string fields, string list = "sidecars", string more = "") => Error(
        $"""
        {more}
        {list}:
          - container:
              name: helper
              image: example/helper:1
        {Indent(fields, 6)}
        """);

    private static string Indent(string text, int by = 2) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : new string(' ', by) + line));
}
