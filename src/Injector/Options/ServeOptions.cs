using System.CommandLine;
using Injector.Profiles.Resource.Restrictions;
using Injector.Server.Options;

namespace Injector.Options;

/// <summary>The options of <c>serve</c>. An option that is not given keeps its value from the configuration file, otherwise the server's default.</summary>
internal sealed class ServeOptions
{
    private static readonly ServerOptions Defaults = new();

    private readonly Option<string?> _config = Text("--config", "FILE", "YAML file with options; those of the command line win.");
    private readonly Option<string?> _listen = Text("--listen", "ADDRESS", $"HTTPS endpoint, address:port; port 0 lets the system choose. Default {Defaults.Listen}.");
    private readonly Option<string?> _adminListen = Text("--admin-listen", "ADDRESS", $"Plain HTTP endpoint with probes and metrics. Default {Defaults.AdminListen}.");
    private readonly Option<string?> _profiles = ProfilesOption.Make();
    private readonly Option<string?> _certificates = Choice("--certificates", OptionText.CertificateModes.Keys, "Where the serving certificate comes from; self keeps an authority of its own in the cluster. Default auto.");
    private readonly Option<string?> _certificateSecret = Text("--certificate-secret", "NAMESPACE/NAME", "With self, the Secret that the replicas share, and the Lease of the one that writes.");
    private readonly Option<string?> _certificateNames = Text("--certificate-names", "NAME,NAME", "With self, the names under which API servers call, such as injector.injector-system.svc.");
    private readonly Option<string?> _webhookConfigurations = Text("--webhook-configuration", "NAME,NAME", "The webhook configurations by which API servers call: watched, opened once this is ready, with self trusted; validating/NAME for validating ones.");
    private readonly Option<string?> _tlsCert = Text("--tls-cert", "FILE", "Serving certificate with its chain, PEM; read again when it changes. Default: a throw-away one.");
    private readonly Option<string?> _tlsKey = Text("--tls-key", "FILE", "Key of the serving certificate, PEM.");
    private readonly Option<string?> _clientCa = Text("--client-ca", "FILE", "Authorities of client certificates, PEM; every client must then have one.");
    private readonly Option<string?> _clientNames = Text("--client-names", "NAME,NAME", "Common or DNS names of which a client's certificate must have one. Default any.");
    private readonly Option<bool?> _showProfiles = new("--show-profiles") { Description = "Lists the profiles of all namespaces under /profiles of the plain HTTP endpoint." };
    private readonly Option<string?> _writeCa = Text("--write-ca", "FILE", "Where the authority of the throw-away certificate is written for clients to trust.");
    private readonly Option<string?> _kubernetesVersion = Text("--kubernetes-version", "VERSION", "Version of the cluster, such as 1.29. Default: what a watched cluster says, else a supported release.");
    private readonly Option<string?> _kubeconfig = Text("--kubeconfig", "FILE", "Kubeconfig of the cluster to watch. Default: in a pod the pod's own cluster, else none.");
    private readonly Option<string?> _context = Text("--context", "NAME", "Context of the kubeconfig. Default: its current one.");
    private readonly Option<bool?> _insecure = new("--insecure-skip-tls-verify") { Description = "Obeys insecure-skip-tls-verify of a kubeconfig instead of refusing it." };
    private readonly Option<string?> _namespaces = Text("--namespaces", "FILE", "Namespace manifests whose labels and annotations count, in place of a watched cluster.");
    private readonly Option<string?> _ownNamespace = Text("--own-namespace", "NS", "Namespace that Injector runs in and never touches.");
    private readonly Option<string?> _excludedNamespaces = Text("--excluded-namespaces", "NS,NS", $"Namespaces that are never touched. Default {string.Join(',', Defaults.ExcludedNamespaces)}.");
    private readonly Option<string?> _foreignSidecars = Text("--foreign-sidecars", "NAME,NAME", "Containers that are sidecars of others, beside the well-known ones.");
    private readonly Option<string?> _defaultProfiles = Text("--default-profiles", "NAME,NAME", "Profiles that inject: \"true\" stands for.");
    private readonly Option<string?> _unknownProfiles = Choice("--unknown-profiles", OptionText.UnknownProfiles.Keys, "What happens to a pod that names an unknown profile. Default deny.");
    private readonly Option<string?> _sidecarMode = Choice("--sidecar-mode", OptionText.SidecarModes.Keys, "How sidecars are added where neither pod nor namespace says. Default auto.");
    private readonly Option<string?> _fixedUsers = Choice("--fixed-users", OptionText.FixedUsers.Keys, "Whether the users that profiles fix stand, where neither pod nor namespace says. Default keep.");
    private readonly Option<string?> _podSecurity = Choice("--default-pod-security", OptionText.PodSecurityLevels.Keys, "Level of namespaces without the label pod-security.kubernetes.io/enforce. Default baseline.");
    private readonly Option<int?> _maxContainers = new("--max-containers") { Description = "The most containers that a pod may have to get sidecars. Default 250.", HelpName = "N" };
    private readonly Option<bool?> _keepGuaranteed = new("--keep-guaranteed") { Description = "Makes requests of sidecars equal their limits in Guaranteed pods." };
    private readonly Option<string?> _tokenMasks = Text("--token-masks", "PATH,PATH", "Folders with credentials that injected containers do not see, beside the service account's token. Default none.");
    private readonly Option<string?> _sidecarResources = Text("--sidecar-resources", "LIST", "Resources of every injected container, such as limits.cpu=50m, where neither pod nor namespace says.");
    private readonly Option<string?> _annotationPrefix = Text("--annotation-prefix", "PREFIX", $"Prefix of annotations and labels. Default {Defaults.AnnotationPrefix}.");
    private readonly Option<string?> _tenantRules = Text("--tenant-rules", "RULE,RULE", "What SidecarProfiles outside the own namespace may not do. Default every rule.");
    private readonly Option<string?> _tenantImages = Text("--tenant-images", "PATTERN,PATTERN", "Images that such profiles may use, with *. Default any.");
    private readonly Option<string?> _tenantAnnotations = Text("--tenant-annotations", "PATTERN,PATTERN", "Annotations that such profiles may give to pods, with *. Default prometheus.io/*.");
    private readonly Option<string?> _tenantLabels = Text("--tenant-labels", "PATTERN,PATTERN", "Labels that such profiles may give to pods, with *. Default app.kubernetes.io/*.");
    private readonly Option<string?> _tenantVolumes = Text("--tenant-volumes", "TYPE,TYPE", $"Types of volumes that such profiles may bring. Default {string.Join(',', Defaults.TenantVolumes)}.");
    private readonly Option<string?> _protectedProfiles = Text("--protected-profiles", "NAME,NAME", "Names that such profiles may not have, with *. Default none.");
    private readonly Option<TimeSpan?> _drainDelay = DurationOption.Make("--drain-delay", "How long requests are accepted after the signal to stop, such as 20s. Default 0s.");
    private readonly Option<TimeSpan?> _drainTimeout = DurationOption.Make("--drain-timeout", "How long begun requests may take to end after that. Default 10s.");
    private readonly Option<TimeSpan?> _connectionAge = DurationOption.Make("--connection-age", "How old a connection grows before its client is asked for a new one. Default 5m.");
    private readonly Option<int?> _maxReviewsInWork = new("--max-reviews-in-work") { HelpName = "NUMBER", Description = "How many reviews are worked on at once; others wait. Default twice the processors, as far as memory goes." };
    private readonly Option<string?> _logFormat = Choice("--log-format", OptionText.LogFormats.Keys, "How log lines are written. Default text.");
    private readonly Option<string?> _logLevel = Choice("--log-level", OptionText.LogLevels.Keys, "The least important lines that are logged. Default info.");

    private IEnumerable<(Option Option, string Key)> Keys =>
    [
        (_config, "config"), (_listen, "listen"), (_adminListen, "adminListen"), (_profiles, "profilesDirectory"),
        (_certificates, "certificates"), (_certificateSecret, "certificateSecret"), (_certificateNames, "certificateNames"),
        (_webhookConfigurations, "webhookConfigurations"), (_tlsCert, "tlsCertificateFile"),
        (_tlsKey, "tlsKeyFile"), (_clientCa, "clientCaFile"), (_clientNames, "clientNames"), (_showProfiles, "showProfiles"), (_writeCa, "writeCaFile"), (_kubernetesVersion, "kubernetesVersion"),
        (_kubeconfig, "kubeconfig"), (_context, "context"), (_insecure, "insecureSkipTlsVerify"),
        (_namespaces, "namespacesFile"), (_ownNamespace, "ownNamespace"), (_excludedNamespaces, "excludedNamespaces"), (_foreignSidecars, "foreignSidecars"),
        (_defaultProfiles, "defaultProfiles"), (_unknownProfiles, "unknownProfiles"), (_sidecarMode, "sidecarMode"),
        (_fixedUsers, "fixedUsers"), (_podSecurity, "defaultPodSecurity"), (_maxContainers, "maxContainers"), (_keepGuaranteed, "keepGuaranteed"), (_tokenMasks, "tokenMasks"), (_sidecarResources, "sidecarResources"), (_annotationPrefix, "annotationPrefix"), (_tenantRules, "tenantRules"), (_tenantImages, "tenantImages"),
        (_tenantAnnotations, "tenantAnnotations"), (_tenantLabels, "tenantLabels"), (_tenantVolumes, "tenantVolumes"), (_protectedProfiles, "protectedProfiles"),
        (_drainDelay, "drainDelay"), (_drainTimeout, "drainTimeout"), (_connectionAge, "connectionAge"), (_maxReviewsInWork, "maxReviewsInWork"), (_logFormat, "logFormat"),
        (_logLevel, "logLevel"),
    ];

    /// <summary>Adds the options to the command.</summary>
    public void AddTo(Command command)
    {
        foreach (var (option, _) in Keys)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>A message of the server's validator, with the command line's option in front of the server's own name for it.</summary>
    public string InTextOfTheCommandLine(string message) =>
        Keys.FirstOrDefault(pair => message.StartsWith($"{pair.Key}:", StringComparison.Ordinal)) is { Option: { } option, Key: { } key }
            ? $"{option.Name} ({key}):{message[(key.Length + 1)..]}"
            : message;

    /// <summary>The log format given on the command line, so that an unreadable configuration file is reported in it; otherwise <see langword="null"/>.</summary>
    public LogFormat? LogFormat(ParseResult arguments) => arguments.GetValue(_logFormat) is { } format ? OptionText.LogFormats[format] : null;

    /// <summary>The server's options.</summary>
    /// <exception cref="StartupException">The configuration file cannot be read or contains errors.</exception>
    public ServerOptions Read(ParseResult arguments)
    {
        string? Given(Option<string?> option) => arguments.GetValue(option);
        var file = Given(_config) is { } path ? ServerConfigurationFile.Read(path) : Defaults;
        return file with
        {
            Listen = Given(_listen) ?? file.Listen,
            AdminListen = Given(_adminListen) ?? file.AdminListen,
            ProfilesDirectory = Given(_profiles) ?? file.ProfilesDirectory,
            Certificates = Given(_certificates) is { } source ? OptionText.CertificateModes[source] : file.Certificates,
            CertificateSecret = Given(_certificateSecret) ?? file.CertificateSecret,
            CertificateNames = Given(_certificateNames) is { } served ? Names(served) : file.CertificateNames,
            WebhookConfigurations = Given(_webhookConfigurations) is { } configurations ? Names(configurations) : file.WebhookConfigurations,
            TlsCertificateFile = Given(_tlsCert) ?? file.TlsCertificateFile,
            TlsKeyFile = Given(_tlsKey) ?? file.TlsKeyFile,
            ClientCaFile = Given(_clientCa) ?? file.ClientCaFile,
            ClientNames = Given(_clientNames) is { } clients ? Names(clients) : file.ClientNames,
            ShowProfiles = arguments.GetValue(_showProfiles) ?? file.ShowProfiles,
            WriteCaFile = Given(_writeCa) ?? file.WriteCaFile,
            KubernetesVersion = Given(_kubernetesVersion) ?? file.KubernetesVersion,
            Kubeconfig = Given(_kubeconfig) ?? file.Kubeconfig,
            Context = Given(_context) ?? file.Context,
            InsecureSkipTlsVerify = arguments.GetValue(_insecure) ?? file.InsecureSkipTlsVerify,
            NamespacesFile = Given(_namespaces) ?? file.NamespacesFile,
            OwnNamespace = Given(_ownNamespace) ?? file.OwnNamespace,
            ExcludedNamespaces = Given(_excludedNamespaces) is { } excluded ? Names(excluded) : file.ExcludedNamespaces,
            ForeignSidecars = Given(_foreignSidecars) is { } foreign ? Names(foreign) : file.ForeignSidecars,
            DefaultProfiles = Given(_defaultProfiles) is { } profiles ? Names(profiles) : file.DefaultProfiles,
            UnknownProfiles = Given(_unknownProfiles) is { } unknown ? OptionText.UnknownProfiles[unknown] : file.UnknownProfiles,
            SidecarMode = Given(_sidecarMode) is { } mode ? OptionText.SidecarModes[mode] : file.SidecarMode,
            FixedUsers = Given(_fixedUsers) is { } users ? OptionText.FixedUsers[users] : file.FixedUsers,
            DefaultPodSecurity = Given(_podSecurity) is { } security ? OptionText.PodSecurityLevels[security] : file.DefaultPodSecurity,
            MaxContainers = arguments.GetValue(_maxContainers) ?? file.MaxContainers,
            KeepGuaranteed = arguments.GetValue(_keepGuaranteed) ?? file.KeepGuaranteed,
            TokenMasks = Given(_tokenMasks) is { } masks ? Names(masks) : file.TokenMasks,
            SidecarResources = Given(_sidecarResources) ?? file.SidecarResources,
            AnnotationPrefix = Given(_annotationPrefix) ?? file.AnnotationPrefix,
            TenantRules = Given(_tenantRules) is { } rules ? Rules(rules) : file.TenantRules,
            TenantImages = Given(_tenantImages) is { } images ? Names(images) : file.TenantImages,
            TenantAnnotations = Given(_tenantAnnotations) is { } annotations ? Names(annotations) : file.TenantAnnotations,
            TenantLabels = Given(_tenantLabels) is { } labels ? Names(labels) : file.TenantLabels,
            TenantVolumes = Given(_tenantVolumes) is { } volumes ? Names(volumes) : file.TenantVolumes,
            ProtectedProfiles = Given(_protectedProfiles) is { } names ? Names(names) : file.ProtectedProfiles,
            DrainDelay = arguments.GetValue(_drainDelay) ?? file.DrainDelay,
            DrainTimeout = arguments.GetValue(_drainTimeout) ?? file.DrainTimeout,
            ConnectionAge = arguments.GetValue(_connectionAge) ?? file.ConnectionAge,
            MaxReviewsInWork = arguments.GetValue(_maxReviewsInWork) ?? file.MaxReviewsInWork,
            LogFormat = LogFormat(arguments) ?? file.LogFormat,
            LogLevel = Given(_logLevel) is { } level ? OptionText.LogLevels[level] : file.LogLevel,
        };
    }

    private static System.Collections.Immutable.ImmutableArray<string> Names(string list) =>
        [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static System.Collections.Immutable.ImmutableArray<TenantRule> Rules(string list) =>
    [
        .. Names(list).Select(name => OptionText.TenantRules.TryGetValue(name, out var rule)
            ? rule
            : throw new StartupException($"--tenant-rules: '{name}' is not a rule; write some of {string.Join(", ", OptionText.TenantRules.Keys)}")),
    ];

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };

    private static Option<string?> Choice(string name, IEnumerable<string> words, string description) =>
        new Option<string?>(name) { HelpName = string.Join('|', words), Description = description }.AcceptOnlyFromAmong([.. words]);
}
