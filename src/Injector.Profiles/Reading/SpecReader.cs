using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;
using Injector.Grammar.Names;
using Injector.Profiles.Errors;
using Injector.Profiles.Templates;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Reading;

/// <summary>Reads the <c>spec</c> of a profile: parameters and ports first, because everything else may refer to them.</summary>
internal static class SpecReader
{
    private const int StandardPriority = 100;

    /// <summary>A profile and what a dry run needs.</summary>
    internal sealed record Result(SidecarProfile Profile, SpecContext Context);

    /// <summary>Reads a spec; <see langword="null"/> when it is not an object.</summary>
    internal static Result? Read(TreeNode node, string name, ErrorList errors, bool trusted)
    {
        var spec = StrictFields.Open(
            node, errors, "description", "priority", "parameters", "ports", "overrides", "allowedImages", "earlierImages", "onConflict", "apiToken", "allowHostNetwork",
            "volumes", "warnings", "application", "groups", "ambassador", "files", "initContainers", "sidecars", "pod");
        if (spec is null)
        {
            return null;
        }

        var entries = new ParameterReader(errors, trusted).Read(spec.Items("parameters"));
        var ports = spec.Items("ports");
        var symbols = new ProfileSymbols(ByName(entries), PortSpecReader.Names(ports));
        var context = new SpecContext(symbols, errors);
        var parameters = entries.Select(entry => WithCondition(entry, context)).ToImmutableArray();
        return new Result(ReadAdditions(Describe(spec, name, parameters, PortSpecReader.Read(ports, context)), spec, context), context);
    }

    private static Dictionary<string, ProfileParameter> ByName(ImmutableArray<ParameterReader.Entry> entries)
    {
        var byName = new Dictionary<string, ProfileParameter>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            byName.TryAdd(entry.Parameter.Name, entry.Parameter);
        }

        return byName;
    }

    private static ProfileParameter WithCondition(ParameterReader.Entry entry, SpecContext context) =>
        entry.Parameter with
        {
            RequiredWhen = entry.RequiredWhen is { } condition ? context.Templates.ReadCondition(condition) : null,
            DefaultFrom = entry.DefaultFrom is { } source ? context.Templates.ReadFact(source) : null,
        };

    private static SidecarProfile Describe(StrictFields spec, string name, ImmutableArray<ProfileParameter> parameters, ImmutableArray<ProfilePort> ports)
    {
        var priority = spec.Integer("priority") ?? StandardPriority;
        if (priority is < int.MinValue or > int.MaxValue)
        {
            spec.Wrong("priority", "is not a whole number of 32 bits");
        }

        return new SidecarProfile
        {
            Name = name,
            Description = spec.Text("description") ?? "",
            Priority = unchecked((int)priority),
            Parameters = parameters,
            Ports = ports,
            Overrides = OverridesReader.Read(spec, parameters),
            EarlierImages = ReadEarlierImages(spec),
            OnConflict = spec.Word("onConflict", "deny", "rename") is "rename" ? NameConflictHandling.Rename : NameConflictHandling.Deny,
            ApiToken = spec.Flag("apiToken"),
            AllowHostNetwork = spec.Flag("allowHostNetwork"),
            ContentHash = "",
            Source = "",
        };
    }

    private static SidecarProfile ReadAdditions(SidecarProfile profile, StrictFields spec, SpecContext context)
    {
        var files = FileReader.Read(spec.Items("files"), profile.Name, context);
        var names = new HashSet<string>(StringComparer.Ordinal);
        CheckFilesVolume(spec, profile.Name, files);
        return profile with
        {
            Ambassador = AmbassadorReader.Read(spec, profile.Name, files, context),
            Volumes = VolumeReader.Read(spec.Items("volumes"), !files.IsEmpty, context),
            Application = AdditionsReader.ReadApplication(spec.Node("application"), context),
            Groups = GroupReader.Read(spec.Items("groups"), context),
            Files = files,
            InitContainers = ContainerSpecReader.Read(spec.Items("initContainers"), names, context),
            Sidecars = ContainerSpecReader.Read(spec.Items("sidecars"), names, context),
            Warnings = WarningReader.Read(spec.Items("warnings"), context),
            Pod = AdditionsReader.ReadPod(spec.Node("pod"), context),
        };
    }

    private static ImmutableArray<string> ReadEarlierImages(StrictFields spec)
    {
        var images = spec.Texts("earlierImages");
        foreach (var image in images)
        {
            if (image.Length == 0 || image.AsSpan().ContainsAnyExceptInRange('!', '~') || image.Contains('*', StringComparison.Ordinal))
            {
                spec.Wrong("earlierImages", $"'{image}' is not an image reference; write for example \"registry.example.com/team/tool\", with or without a tag");
            }
        }

        return images;
    }

    private static void CheckFilesVolume(StrictFields spec, string profile, ImmutableArray<ProfileFile> files)
    {
        var volume = $"injector-{profile}-files";
        if (!files.IsEmpty && volume.Length > DnsName.MaxLabelLength)
        {
            spec.Wrong("files", $"their volume would be called {volume}, which is longer than {DnsName.MaxLabelLength} characters; shorten the profile's name");
        }
    }
}

/// <summary>Context shared by the readers of a profile's parts.</summary>
internal sealed class SpecContext(ProfileSymbols symbols, ErrorList errors)
{
    private readonly TemplateMarks _marks = new();

    /// <summary>Receives errors.</summary>
    internal ErrorList Errors => errors;

    /// <summary>The variables of the profile.</summary>
    internal ProfileSymbols Symbols => symbols;

    /// <summary>The location of each template.</summary>
    internal TemplateMarks Marks => _marks;

    /// <summary>Creates templates from values.</summary>
    internal TemplateReader Templates => new(symbols, _marks, errors);

    /// <summary>Checks templates against the Pod schema.</summary>
    internal SchemaCheck Schema => new(symbols, _marks, errors);
}
