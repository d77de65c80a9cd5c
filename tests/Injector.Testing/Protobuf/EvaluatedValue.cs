namespace Injector.Testing.Protobuf;

/// <summary>Where the judge is in the JSON, and what it found so far.</summary>
/// <param name="Path">Such as <c>static_resources.listeners[0].name</c>; empty at the root.</param>
/// <param name="Findings">All findings, each with its path.</param>
internal sealed record EvaluatedValue(string Path, List<string> Findings)
{
    /// <summary>The place of a field below.</summary>
    public EvaluatedValue Field(string name) => this with { Path = Path.Length == 0 ? name : $"{Path}.{name}" };

    /// <summary>The place of an item below.</summary>
    public EvaluatedValue Item(int index) => this with { Path = $"{Path}[{index}]" };

    /// <summary>The place of a map's value.</summary>
    public EvaluatedValue Entry(string key) => this with { Path = $"{Path}['{key}']" };

    /// <summary>Reports something at this place.</summary>
    public void Report(string finding) => Findings.Add($"{(Path.Length == 0 ? "(root)" : Path)}: {finding}");
}
