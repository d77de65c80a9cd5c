namespace Injector.Server.Observability.Logging;

/// <summary>Keeps untrusted text from flooding a log or an answer.</summary>
internal static class BoundedText
{
    /// <summary>Max length of one field of a log line, which many clients and collectors accept whole.</summary>
    internal const int MaxField = 4 * 1024;

    /// <summary>Max length of a name: those of Kubernetes have at most 253 characters.</summary>
    internal const int MaxName = 256;

    /// <summary>Max length of a message, which consists of fields, and of an exception with its stack.</summary>
    internal const int MaxMessage = 16 * 1024;

    /// <summary>A text of at most <paramref name="max"/> characters: unchanged, or its beginning and an ellipsis. Never splits a surrogate pair.</summary>
    internal static string Cut(string text, int max)
    {
        if (text.Length <= max)
        {
            return text;
        }

        var length = char.IsHighSurrogate(text[max - 2]) ? max - 2 : max - 1;
        return string.Concat(text.AsSpan(0, length), "…");
    }
}
