using System.CommandLine;
using Injector.Core.Snapshots;
using Injector.Documents;
using Injector.Injection;

namespace Injector.Commands;

/// <summary>The options that say what the engine knows beside the pod; shared by the commands that run it offline.</summary>
internal sealed class SnapshotOptions
{
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

    private readonly Option<Version?> _kubernetesVersion = new("--kubernetes-version")
    {
        HelpName = "VERSION",
        Description = "Version of the cluster, such as 1.29; a current one when not given.",
        CustomParser = result =>
        {
            if (KubernetesVersion.TryParse(result.Tokens[0].Value, out var version))
            {
                return version;
            }

            result.AddError($"--kubernetes-version '{result.Tokens[0].Value}' is not a version; write major and minor, such as 1.29.");
            return null;
        },
    };

    private readonly Option<string> _sidecarMode = new("--sidecar-mode")
    {
        HelpName = "MODE",
        Description = "How sidecars are added where neither pod nor namespace says: auto, native or classic.",
        DefaultValueFactory = _ => "auto",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _sidecarMode.AcceptOnlyFromAmong("auto", "native", "classic");
        command.Options.Add(_profiles);
        command.Options.Add(_namespaces);
        command.Options.Add(_namespace);
        command.Options.Add(_kubernetesVersion);
        command.Options.Add(_sidecarMode);
    }

    /// <summary>The namespace of documents that state none.</summary>
    public string Namespace(ParseResult arguments) => arguments.GetValue(_namespace)!;

    /// <summary>What the engine may know.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="documents">The input; Namespace manifests in it count as well.</param>
    /// <exception cref="DocumentException">Profiles or namespaces cannot be read.</exception>
    public InjectionSnapshot Read(ParseResult arguments, IEnumerable<LoadedDocument> documents)
    {
        var fromFile = arguments.GetValue(_namespaces) is { } path ? LoadedDocument.ReadAll(ManifestInputs.Read([path], Stream.Null)) : [];
        return new InjectionSnapshot
        {
            Profiles = ProfileSources.Read(arguments.GetValue(_profiles)),
            Namespaces = NamespaceDirectory.Create(NamespaceManifests.In(fromFile.Concat(documents))),
            Settings = InjectorSettings.Default with
            {
                SidecarMode = Enum.Parse<SidecarMode>(arguments.GetValue(_sidecarMode)!, ignoreCase: true),
                Version = ProductVersion.Text,
            },
            Capabilities = new ClusterCapabilities(arguments.GetValue(_kubernetesVersion)),
        };
    }
}
