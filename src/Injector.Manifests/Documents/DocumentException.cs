using Injector.Grammar.Messages;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Documents;

/// <summary>An input that cannot be read: says where and why.</summary>
internal sealed class DocumentException : Exception
{
    /// <summary>Max errors reported at once.</summary>
    private const int MaxReported = 20;

    /// <summary>Creates the exception from a whole message, one problem per line.</summary>
    public DocumentException(DisplayText message)
        : base(message)
    {
    }

    /// <summary>Creates the exception for a position.</summary>
    /// <param name="file">Display name of the input.</param>
    /// <param name="place">Position in the whole input; <see cref="TextPosition.None"/> when the problem concerns the input as a whole.</param>
    /// <param name="problem">What is wrong.</param>
    public DocumentException(string file, TextPosition place, string problem)
        : base(DisplayText.Of(place.Exists ? $"{file}:{place.Line}:{place.Column}: {problem}" : $"{file}: {problem}"))
    {
    }

    /// <summary>Reads every item and reports all failures together, so that the author can fix them in one go.</summary>
    /// <param name="items">The items.</param>
    /// <param name="read">Reads one; may throw this exception.</param>
    /// <exception cref="DocumentException">At least one cannot be read; the message has one line for each, in order.</exception>
    public static List<TResult> ForEach<TItem, TResult>(IEnumerable<TItem> items, Func<TItem, TResult> read)
    {
        var (results, errors) = (new List<TResult>(), new List<string>());
        foreach (var item in items)
        {
            try
            {
                results.Add(read(item));
            }
            catch (DocumentException exception)
            {
                errors.AddRange(exception.Message.Split('\n'));
            }
        }

        return errors.Count switch
        {
            0 => results,
            <= MaxReported => throw new DocumentException(DisplayText.Lines(errors)),
            _ => throw new DocumentException(DisplayText.Lines([.. errors.Take(MaxReported), $"  and {errors.Count - MaxReported} more errors"])),
        };
    }
}
