using System.Text.Json;
using Injector.Grammar.Json;

namespace Injector.Profiles.Resource;

/// <summary>
/// A <c>SidecarProfile</c> as the API server has it. Of its metadata only what names and dates the object is read; the rest
/// (<c>managedFields</c>, labels, owners) is the cluster's own.
/// </summary>
public sealed record ProfileObject
{
    /// <summary>Namespace of the object.</summary>
    public required string Namespace { get; init; }

    /// <summary>Name of the object, which is the profile's name.</summary>
    public required string Name { get; init; }

    /// <summary>Tells an object from another one of the same name before or after it. Empty when not given.</summary>
    public string Uid { get; init; } = "";

    /// <summary>Number of the spec's edition, from 1; 0 when not given.</summary>
    public long Generation { get; init; }

    /// <summary>Number of the object's edition, status included; empty when not given.</summary>
    public string ResourceVersion { get; init; } = "";

    /// <summary>JSON of the spec; empty when there is none.</summary>
    public string Spec { get; init; } = "";

    /// <summary>What its status says now; <see langword="null"/> when nobody has written it.</summary>
    public ProfileStatus? Status { get; init; }

    /// <summary>Namespace and name as one text, for keys and messages.</summary>
    public string Key => $"{Namespace}/{Name}";

    /// <summary>Reads an object.</summary>
    /// <param name="object">The object.</param>
    /// <param name="requestNamespace">The namespace of the request it came in, for an object that does not say its own yet.</param>
    /// <exception cref="JsonException">It has no name or namespace, or text that is not valid Unicode.</exception>
    public static ProfileObject Read(JsonElement @object, string requestNamespace = "")
    {
        try
        {
            return ReadValid(@object, requestNamespace);
        }
        catch (InvalidOperationException exception)
        {
            // How text that is not valid UTF-8 or UTF-16 shows.
            throw new JsonException($"a SidecarProfile has text that is not valid Unicode: {exception.Message}", exception);
        }
    }

    private static ProfileObject ReadValid(JsonElement @object, string requestNamespace)
    {
        var metadata = @object.Member("metadata");
        var (@namespace, name) = (metadata.TextOf("namespace"), metadata.TextOf("name"));
        @namespace = @namespace.Length == 0 ? requestNamespace : @namespace;
        if (@namespace.Length == 0 || name.Length == 0)
        {
            throw new JsonException("a SidecarProfile has no name or no namespace in its metadata");
        }

        return new ProfileObject
        {
            Namespace = @namespace,
            Name = name,
            Uid = metadata.TextOf("uid"),
            Generation = metadata.IntegerOf("generation"),
            ResourceVersion = metadata.TextOf("resourceVersion"),
            Spec = @object.Member("spec") is { ValueKind: not JsonValueKind.Undefined } spec ? spec.GetRawText() : "",
            Status = ProfileStatus.Read(@object.Member("status")),
        };
    }
}
