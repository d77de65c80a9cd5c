namespace Injector.Grammar.Json;

/// <summary>JSON Pointer (RFC 6901) escaping.</summary>
public static class JsonPointer
{
    /// <summary>Escapes a reference token: <c>~</c> first, then <c>/</c>.</summary>
    /// <param name="token">The token, such as the key of an annotation.</param>
    public static string Escape(string token) => token.AsSpan().ContainsAny('~', '/')
        ? token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
        : token;
}
