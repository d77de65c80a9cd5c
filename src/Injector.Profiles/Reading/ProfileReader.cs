using Injector.Core.Profiles;
using Injector.Profiles.Errors;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Reading;

/// <summary>Reads documents into profiles, collecting every error. Nothing is rendered.</summary>
/// <param name="source">The file's name, as errors and <see cref="SidecarProfile.Source"/> show it.</param>
/// <param name="errors">Receives errors.</param>
/// <param name="trusted">Whether to skip validating patterns, because a test has done so: only for the built-ins.</param>
internal sealed class ProfileReader(string source, ErrorList errors, bool trusted)
{
    private const string ApiVersion = "injector.io/v1alpha1";
    private const string Kind = "SidecarProfile";

    /// <summary>A profile, its source, and what a dry run needs.</summary>
    /// <param name="Profile">The profile.</param>
    /// <param name="Spec">The node of its spec.</param>
    /// <param name="Context">What its templates may refer to.</param>
    /// <param name="HasErrors">Whether its spec has errors.</param>
    internal sealed record Result(SidecarProfile Profile, TreeNode Spec, SpecContext Context, bool HasErrors);

    /// <summary>Reads the document of a profile; <see langword="null"/> when it has no readable spec.</summary>
    internal Result? ReadDocument(TreeNode root)
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
    internal Result? ReadSpec(TreeNode node, string name, string? @namespace)
    {
        var before = errors.Count;
        if (SpecReader.Read(node, name, errors, trusted) is not { } read)
        {
            return null;
        }

        var hasErrors = errors.Count != before;
        var profile = read.Profile with
        {
            Namespace = @namespace,
            Source = source,
            ContentHash = hasErrors ? "" : ContentHash.Of(name, @namespace, node),
        };
        return new Result(profile, node, read.Context, hasErrors);
    }
}
