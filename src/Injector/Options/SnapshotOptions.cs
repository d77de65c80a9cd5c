using System.CommandLine;
using Injector.Core.Profiles;
using Injector.Core.Settings;
using Injector.Core.Snapshots;
using Injector.Diagnostics.Facts;
using Injector.Grammar.Messages;
using Injector.Grammar.Versions;
using Injector.Manifests.Documents;
using Injector.Manifests.Injection;
using Injector.Server.Options;

namespace Injector.Options;

/// <summary>The options that determine the engine's snapshot; shared by the commands that run it offline.</summary>
internal sealed class SnapshotOptions
{
    private static readonly ServerOptions Defaults = new();

    private readonly Option<string?> _config = new("--config")
    {
        HelpName = "FILE",
        Description = "Configuration file of the webhook, so that the same is done here; options win over it.",
    };

    private readonly Option<string?> _profiles = ProfilesOption.Make();

    private readonly Option<string?> _namespaces = new("--namespaces")
    {
        HelpName = "FILE",
        Description = "Namespace manifests whose labels and annotations count, as they would in the cluster.",
    };

    private readonly Option<string> _namespace = new("--namespace", "-n")
    {
        HelpName = "NS",
        Description = "Namespace of documents that state none.",
        DefaultValueFactory = _ => "default",
    };

    private readonly Option<Version?> _kubernetesVersion = KubernetesVersionOption.Make();

    private readonly Option<string?> _sidecarMode = new Option<string?>("--sidecar-mode")
    {
        HelpName = "MODE",
        Description = "How sidecars are added where neither pod nor namespace says: auto, native or classic. Default auto.",
    }.AcceptOnlyFromAmong([.. Enum.GetValues<SidecarMode>().Select(mode => mode.Text())]);

    private readonly Option<string?> _defaultProfiles = new("--default-profiles")
    {
        HelpName = "NAME,NAME",
        Description = "Profiles that inject: \"true\" stands for where the namespace names none.",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[_profiles, _namespaces, _namespace, _kubernetesVersion, _sidecarMode, _defaultProfiles, _config])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The namespace of documents that do not state one.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="ofContext">The namespace of the kubeconfig's context, used when none is given; <see langword="null"/> without a cluster.</param>
    public string Namespace(ParseResult arguments, string? ofContext = null) =>
        ofContext is { Length: > 0 } && arguments.GetResult(_namespace) is null or { Implicit: true } ? ofContext : arguments.GetValue(_namespace)!;

    /// <summary>The profiles to use in addition to those of a cluster.</summary>
    /// <exception cref="DocumentException">They cannot be read.</exception>
    public ProfileCatalogue Profiles(ParseResult arguments) => ProfileSources.Read(arguments.GetValue(_profiles));

    /// <summary>The webhook's configuration if the command line names a file; <see langword="null"/> to read it from the cluster.</summary>
    /// <exception cref="StartupException">The file cannot be read or is invalid.</exception>
    public ServerOptions? Configuration(ParseResult arguments) => arguments.GetValue(_config) is { } path ? ReadConfig(path) : null;

    /// <summary>The snapshot for offline use.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="documents">The input, including Namespace manifests.</param>
    /// <exception cref="DocumentException">Profiles or namespaces cannot be read.</exception>
    /// <exception cref="StartupException">The configuration file cannot be read or is invalid.</exception>
    public InjectionSnapshot Read(ParseResult arguments, IEnumerable<LoadedDocument> documents)
    {
        var config = Configuration(arguments) ?? Defaults;
        return new InjectionSnapshot
        {
            Profiles = ProfileSources.Read(arguments.GetValue(_profiles) ?? config.ProfilesDirectory),
            Namespaces = NamespaceDirectory.Create(Namespaces(arguments.GetValue(_namespaces) ?? config.NamespacesFile, documents)),
            Settings = WithOptions(config.ToSettings(), arguments),
            Capabilities = Capabilities(arguments) ?? new ClusterCapabilities(KubernetesVersion.TryParse(config.KubernetesVersion, out var configured) ? configured : null),
        };
    }

    /// <summary>The snapshot of a cluster's engine. The command line and the input take precedence over the cluster.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="documents">The input, including Namespace manifests.</param>
    /// <param name="cluster">The facts of the cluster.</param>
    /// <exception cref="DocumentException">Namespaces cannot be read.</exception>
    public InjectionSnapshot Read(ParseResult arguments, IEnumerable<LoadedDocument> documents, ClusterFacts cluster)
    {
        var snapshot = ClusterSnapshot.Of(cluster);
        return snapshot with
        {
            Namespaces = NamespaceDirectory.Create(ClusterSnapshot.Namespaces(cluster).Concat(Namespaces(arguments.GetValue(_namespaces), documents))),
            Settings = WithOptions(snapshot.Settings, arguments),
            Capabilities = Capabilities(arguments) ?? snapshot.Capabilities,
        };
    }

    private static IEnumerable<NamespaceFacts> Namespaces(string? file, IEnumerable<LoadedDocument> documents) =>
        NamespaceManifests.In((file is null ? [] : LoadedDocument.ReadAll(ManifestInputs.Read([file], Stream.Null), TemplateKinds.None)).Concat(documents));

    private static ServerOptions ReadConfig(string path)
    {
        var options = ServerConfigurationFile.Read(path);
        return ServerOptionsValidator.Validate(options) is { IsEmpty: false } errors
            ? throw new StartupException(DisplayText.Lines(errors.Select(error => $"{path}: {error}")))
            : options;
    }

    private ClusterCapabilities? Capabilities(ParseResult arguments) => arguments.GetValue(_kubernetesVersion) is { } version ? new ClusterCapabilities(version) : null;

    private InjectorSettings WithOptions(InjectorSettings settings, ParseResult arguments) => settings with
    {
        DefaultProfiles = arguments.GetValue(_defaultProfiles) is { } names
            ? [.. names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)]
            : settings.DefaultProfiles,
        SidecarMode = arguments.GetValue(_sidecarMode) is { } mode ? OptionText.SidecarModes[mode] : settings.SidecarMode,
    };
}
