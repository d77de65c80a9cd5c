using System.Text.Json.Nodes;

namespace Injector.Kubernetes.Api;

/// <summary>The API server's answer: the object or a refusal. An unreachable server is an <see cref="ApiUnreachableException"/> instead.</summary>
public abstract record ApiAnswer
{
    private ApiAnswer()
    {
    }

    /// <summary>The request succeeded.</summary>
    /// <param name="Object">The object or list as the server returned it, with all its fields.</param>
    public sealed record Done(JsonObject Object) : ApiAnswer;

    /// <summary>The server refused the request.</summary>
    /// <param name="Status">The reason.</param>
    public sealed record Refused(ApiStatus Status) : ApiAnswer;
}
