using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;
using Injector.Profiles.Documents;
using Injector.Profiles.Errors;
using Injector.Profiles.Trials;

namespace Injector.Profiles.Reading;

/// <summary>Reads the documents of one file into profiles, collecting every error.</summary>
/// <param name="source">The file's name, as errors and <see cref="SidecarProfile.Source"/> show it.</param>
/// <param name="errors">Where errors go.</param>
/// <param name="trusted">Whether patterns and trials are left out because a test has shown them right: only for the built-ins.</param>
internal sealed class ProfileReader(string source, ErrorList errors, bool trusted)
{
    private const string ApiVersion = "injector.io/v1alpha1";
    private const string Kind = "SidecarProfile";

    /// <summary>Names that would collide: the two answers of the inject annotation, and the family of annotations that carry files.</summary>
    private static readonly string[] ReservedNames = ["config", "false", "true"];

    /// <summary>Reads every profile of a text.</summary>
    internal ImmutableArray<SidecarProfile> Read(string text)
    {
        var profiles = ImmutableArray.CreateBuilder<SidecarProfile>();
        foreach (var root in YamlTreeReader.Read(text, errors))
        {
            if (ReadDocument(root) is { } profile)
            {
                profiles.Add(profile);
            }
        }

        return profiles.ToImmutable();
    }

    private SidecarProfile? ReadDocument(SourceNode root)
    {
        if (StrictFields.Open(root, errors, "apiVersion", "kind", "metadata", "spec") is not { } document)
        {
            return null;
        }

        CheckWord(document, "apiVersion", ApiVersion);
        CheckWord(document, "kind", Kind);
        var (name, @namespace) = ReadMetadata(document);
        if (document.Node("spec") is not { } spec)
        {
            errors.Add(root.Location, "the field 'spec' is missing");
            return null;
        }

        return ReadSpec(spec, name ?? "unnamed", @namespace);
    }

    private static void CheckWord(StrictFields document, string field, string expected)
    {
        if (document.RequiredText(field) is { } text && text != expected)
        {
            document.Wrong(field, $"is '{text}', but this version reads only '{expected}'");
        }
    }

    private (string? Name, string? Namespace) ReadMetadata(StrictFields document)
    {
        if (document.Node("metadata") is not { } node)
        {
            document.Wrong("metadata", "the field 'metadata' is missing; it holds the profile's name");
            return default;
        }

        if (StrictFields.Open(node, errors, "name", "namespace", "labels", "annotations") is not { } metadata)
        {
            return default;
        }

        var name = metadata.RequiredText("name");
        CheckLabel(metadata, "name", name);
        if (ReservedNames.Contains(name))
        {
            metadata.Wrong("name", $"'{name}' has a meaning of its own in annotations; choose another name");
        }

        var @namespace = metadata.Text("namespace");
        CheckLabel(metadata, "namespace", @namespace);
        return (name, @namespace);
    }

    private static void CheckLabel(StrictFields metadata, string field, string? text)
    {
        if (text is not null && !DnsName.IsLabel(text))
        {
            metadata.Wrong(field, $"'{text}' is not a name: up to 63 lower-case letters, digits and inner hyphens");
        }
    }

    private SidecarProfile? ReadSpec(SourceNode node, string name, string? @namespace)
    {
        var before = errors.Count;
        if (SpecReader.Read(node, name, errors, trusted) is not { } read)
        {
            return null;
        }

        var profile = read.Profile with
        {
            Namespace = @namespace,
            Source = source,
            ContentHash = errors.Count == before ? ContentHash.Of(name, @namespace, node) : "",
        };
        if (!trusted)
        {
            var found = new ErrorList(source);
            new ProfileTrial(profile, read.Context, node.Location, found).Run();
            errors.AddNews(found);
        }

        return profile;
    }
}
