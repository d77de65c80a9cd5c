using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Profiles.Errors;
using Injector.Profiles.Lint;
using Injector.Profiles.Trials;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Reading;

/// <summary>Reads the documents of one file into profiles, collecting every error.</summary>
/// <param name="source">The file's name, as errors and <see cref="SidecarProfile.Source"/> show it.</param>
/// <param name="errors">Where errors go.</param>
/// <param name="trusted">Whether patterns and trials are left out because a test has shown them right: only for the built-ins.</param>
internal sealed class ProfileReader(string source, ErrorList errors, bool trusted)
{
    private const string ApiVersion = "injector.io/v1alpha1";
    private const string Kind = "SidecarProfile";

    /// <summary>What is to be said of profiles that have no errors.</summary>
    internal ImmutableArray<LintWarning> Warnings { get; private set; } = [];

    /// <summary>Reads every profile of a text.</summary>
    internal ImmutableArray<SidecarProfile> Read(string text)
    {
        var profiles = ImmutableArray.CreateBuilder<SidecarProfile>();
        foreach (var root in errors.ReadYaml(text))
        {
            if (ReadDocument(root) is { } profile)
            {
                profiles.Add(profile);
            }
        }

        return profiles.ToImmutable();
    }

    private SidecarProfile? ReadDocument(TreeNode root)
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

        metadata.CheckTextMap("labels");
        metadata.CheckTextMap("annotations");
        var name = metadata.RequiredText("name");
        if (name is not null && ProfileName.Refuse(name) is { } refusal)
        {
            metadata.Wrong("name", refusal);
        }

        var @namespace = metadata.Text("namespace");
        if (@namespace is not null && ProfileName.RefuseLabel(@namespace) is { } wrong)
        {
            metadata.Wrong("namespace", wrong);
        }

        return (name, @namespace);
    }

    /// <summary>Reads the spec of a profile whose name and namespace are known.</summary>
    internal SidecarProfile? ReadSpec(TreeNode node, string name, string? @namespace)
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
            Warnings = errors.Count == before ? Warnings.AddRange(ProfileLint.Run(profile, node, source)) : Warnings;
        }

        return profile;
    }
}
