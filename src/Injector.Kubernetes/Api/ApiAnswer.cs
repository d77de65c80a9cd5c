using System.Text.Json.Nodes;

namespace Injector.Kubernetes.Api;

/// <summary>What the API server answered: the object, or why not. That it could not be reached is an exception instead.</summary>
public abstract record ApiAnswer
{
    private ApiAnswer()
    {
    }

    /// <summary>The server did it.</summary>
    /// <param name="Object">The object or list as the server has it now, every field kept.</param>
    public sealed record Done(JsonObject Object) : ApiAnswer;

    /// <summary>The server refused.</summary>
    /// <param name="Status">Why.</param>
    public sealed record Refused(ApiStatus Status) : ApiAnswer;
}
