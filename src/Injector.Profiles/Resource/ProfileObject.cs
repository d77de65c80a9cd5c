using System.Text.Json;
using Injector.Grammar.Json;

namespace Injector.Profiles.Resource;

/// <summary>
/// A <c>SidecarProfile</c> as stored by the API server. Of its metadata, only what identifies the object and its version is read; the rest
/// (<c>managedFields</c>, labels, owners) belongs to the cluster.
/// </summary>
public sealed record ProfileObject
{
    /// <summary>Namespace of the object.</summary>
    public required string Namespace { get; init; }

    /// <summary>Name of the object, which is the profile's name.</summary>
    public required string Name { get; init; }

    /// <summary>Distinguishes an object from an earlier or later one of the same name. Empty when not given.</summary>
    public string Uid { get; init; } = "";

    /// <summary>Version number of the spec, from 1; 0 when not given.</summary>
    public long Generation { get; init; }

    /// <summary>Version of the object, status included; empty when not given.</summary>
    public string ResourceVersion { get; init; } = "";

    /// <summary>JSON of the spec; empty when there is none.</summary>
    public string Spec { get; init; } = "";

    /// <summary>Its current status; <see langword="null"/> when none has been written.</summary>
    public ProfileStatus? Status { get; init; }

    /// <summary>Namespace and name in one text, for keys and messages.</summary>
    public string Key => $"{Namespace}/{Name}";

    /// <summary>Reads an object.</summary>
    /// <param name="object">The object.</param>
    /// <param name="requestNamespace">The namespace of the request, for an object that does not state its own yet.</param>
    /// <exception cref="JsonException">It has no name or namespace, or contains text that is not valid Unicode.</exception>
    public static ProfileObject Read(JsonElement @object, string requestNamespace = "")
    {
        try
        {
            return ReadValid(@object, requestNamespace);
        }
        catch (InvalidOperationException exception)
        {
            // Thrown for text that is not valid UTF-8 or UTF-16.
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
