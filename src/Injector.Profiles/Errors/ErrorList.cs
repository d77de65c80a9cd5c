using System.Collections.Immutable;
using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Profiles.Errors;

/// <summary>Collects every error of a file, each once, so that an author fixes them in one go.</summary>
internal sealed class ErrorList(string file)
{
    /// <summary>How many errors are told; a text made to have more is wrong all the same.</summary>
    private const int MaxErrors = 200;

    /// <summary>Longest message, in UTF-16 characters.</summary>
    private const int MaxMessage = 1024;

    private readonly HashSet<ProfileError> _errors = [];

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool IsEmpty => _errors.Count == 0;

    /// <summary>How many errors there are so far.</summary>
    public int Count => _errors.Count;

    /// <summary>Adds an error at a place of the document.</summary>
    public void Add(FieldLocation place, string message) =>
        Add(new ProfileError(file, place.Line, place.Column, place.Path, Cut(message)));

    /// <summary>Reads a text strictly, adding whatever is wrong with it.</summary>
    /// <returns>The roots of the documents that have something in them; none when the text is not YAML.</returns>
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
    /// Adds those of another list that are news: neither on a line of which something has been said, nor about something that holds a
    /// field of which something has been said, because they probably follow from it.
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

    /// <summary>The message in at most 1,024 characters: what it quotes may be as long as somebody wants.</summary>
    public static string Cut(string message) =>
        message.Length <= MaxMessage ? message : message[..(char.IsHighSurrogate(message[MaxMessage - 1]) ? MaxMessage - 1 : MaxMessage)] + "…";

    private void Add(ProfileError error)
    {
        if (_errors.Count < MaxErrors)
        {
            _errors.Add(error);
        }
    }

    /// <summary>The errors in the order of the file.</summary>
    public ImmutableArray<ProfileError> InOrder() =>
        [.. _errors.OrderBy(error => error.Line).ThenBy(error => error.Column).ThenBy(error => error.Message, StringComparer.Ordinal)];
}
