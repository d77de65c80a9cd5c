using System.CommandLine;
using Injector.Core.Messages;
using Injector.Core.Snapshots;
using Injector.Manifests.Documents;
using Injector.Manifests.Injection;
using Injector.Server;
using Injector.Server.Options;

namespace Injector.Commands;

/// <summary>The options that say what the engine knows beside the pod; shared by the commands that run it offline.</summary>
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

    private readonly Option<Version?> _kubernetesVersion = KubernetesVersion.MakeOption();

    private readonly Option<string?> _sidecarMode = new Option<string?>("--sidecar-mode")
    {
        HelpName = "MODE",
        Description = "How sidecars are added where neither pod nor namespace says: auto, native or classic. Default auto.",
    }.AcceptOnlyFromAmong("auto", "native", "classic");

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

    /// <summary>The namespace of documents that state none.</summary>
    public string Namespace(ParseResult arguments) => arguments.GetValue(_namespace)!;

    /// <summary>What the engine may know.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="documents">The input; Namespace manifests in it count as well.</param>
    /// <exception cref="DocumentException">Profiles or namespaces cannot be read.</exception>
    /// <exception cref="StartupException">The configuration file cannot be read or is wrong.</exception>
    public InjectionSnapshot Read(ParseResult arguments, IEnumerable<LoadedDocument> documents)
    {
        var config = arguments.GetValue(_config) is { } path ? ReadConfig(path) : Defaults;
        var namespaces = (arguments.GetValue(_namespaces) ?? config.NamespacesFile) is { } file
            ? LoadedDocument.ReadAll(ManifestInputs.Read([file], Stream.Null), TemplateKinds.None)
            : [];
        return new InjectionSnapshot
        {
            Profiles = ProfileSources.Read(arguments.GetValue(_profiles) ?? config.ProfilesDirectory),
            Namespaces = NamespaceDirectory.Create(NamespaceManifests.In(namespaces.Concat(documents))),
            Settings = Settings(arguments, config),
            Capabilities = arguments.GetValue(_kubernetesVersion) is { } version
                ? new ClusterCapabilities(version)
                : new ClusterCapabilities(KubernetesVersion.TryParse(config.KubernetesVersion, out var configured) ? configured : null),
        };
    }

    private static ServerOptions ReadConfig(string path)
    {
        var options = ServerConfigurationFile.Read(path);
        return ServerOptionsValidator.Validate(options) is { IsEmpty: false } errors
            ? throw new StartupException(DisplayText.Lines(errors.Select(error => $"{path}: {error}")))
            : options;
    }

    // What is given on the command line goes before the file.
    private InjectorSettings Settings(ParseResult arguments, ServerOptions config) => (config with
    {
        DefaultProfiles = arguments.GetValue(_defaultProfiles) is { } names
            ? [.. names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
            : config.DefaultProfiles,
        SidecarMode = arguments.GetValue(_sidecarMode) is { } mode ? OptionWords.SidecarModes[mode] : config.SidecarMode,
    }).ToSettings();
}
