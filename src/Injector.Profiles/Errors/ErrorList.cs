using System.Collections.Immutable;
using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Profiles.Errors;

/// <summary>Collects all errors of a file without duplicates, so that its author can fix them in one go.</summary>
internal sealed class ErrorList(string file)
{
    /// <summary>Max number of errors reported.</summary>
    private const int MaxErrors = 200;

    /// <summary>Max length of a message, in UTF-16 characters.</summary>
    private const int MaxMessage = 1024;

    private readonly HashSet<ProfileError> _errors = [];

    /// <summary>Whether there are no errors so far.</summary>
    public bool IsEmpty => _errors.Count == 0;

    /// <summary>Number of errors so far; at most 200.</summary>
    public int Count => _errors.Count;

    /// <summary>Adds an error at a location in the document.</summary>
    public void Add(FieldLocation place, string message) =>
        Add(new ProfileError(file, place.Line, place.Column, place.Path, Cut(message)));

    /// <summary>Reads a text with the strict schema and adds its errors.</summary>
    /// <returns>The roots of the documents that are not empty; none when the text is not YAML.</returns>
    public ImmutableArray<TreeNode> ReadYaml(string text, int maxLength = YamlTreeReader.DefaultMaxLength)
    {
        var reading = YamlTreeReader.Read(text, YamlSchema.Strict, maxLength);
        foreach (var problem in reading.Problems)
        {
            Add(problem.Location, problem.Message);
        }

        if (reading.Fault is { } fault)
        {
            Add(fault.Location, $"this is not YAML: {fault.Message}");
        }

        return [.. reading.Documents.Select(document => document.Root).OfType<TreeNode>()];
    }

    /// <summary>
    /// Adds the errors of another list, except those on a line that already has an error and those about a parent of a field that has one, because they
    /// are probably consequences of it.
    /// </summary>
    public void AddNews(ErrorList other)
    {
        var known = _errors.ToArray();
        foreach (var error in other._errors)
        {
            if (!Array.Exists(known, earlier => earlier.Line == error.Line || earlier.FieldPath.StartsWith(error.FieldPath, StringComparison.Ordinal)))
            {
                Add(error);
            }
        }
    }

    /// <summary>Cuts a message to 1,024 characters, because it may quote text of any length.</summary>
    public static string Cut(string message) =>
        message.Length <= MaxMessage ? message : message[..(char.IsHighSurrogate(message[MaxMessage - 1]) ? MaxMessage - 1 : MaxMessage)] + "…";

    private void Add(ProfileError error)
    {
        if (_errors.Count < MaxErrors)
        {
            _errors.Add(error);
        }
    }

    /// <summary>The errors in file order.</summary>
    public ImmutableArray<ProfileError> InOrder() =>
        [.. _errors.OrderBy(error => error.Line).ThenBy(error => error.Column).ThenBy(error => error.Message, StringComparer.Ordinal)];
}
