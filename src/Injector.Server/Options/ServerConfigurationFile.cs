using System.Collections.Immutable;
using Injector.Grammar.Messages;
using Injector.Grammar.Numbers;
using Injector.Profiles.Errors;
using Injector.Profiles.Reading;
using Injector.Profiles.Resource.Restrictions;

namespace Injector.Server.Options;

/// <summary>
/// Reads options from a YAML file, strictly: an unknown key is an error that names it. The keys are the properties of <see cref="ServerOptions"/> in camel
/// case; omitted keys keep their defaults. Command-line options override the file.
/// </summary>
public static class ServerConfigurationFile
{
    private static readonly string[] Keys =
    [
        "listen", "adminListen", "profilesDirectory", "certificates", "certificateSecret", "certificateNames",
        "webhookConfigurations", "tlsCertificateFile", "tlsKeyFile", "clientCaFile", "clientNames", "showProfiles", "writeCaFile", "kubernetesVersion",
        "kubeconfig", "context", "insecureSkipTlsVerify",
        "namespacesFile", "ownNamespace", "excludedNamespaces", "foreignSidecars", "defaultProfiles", "unknownProfiles", "sidecarMode", "fixedUsers", "defaultPodSecurity", "maxContainers", "keepGuaranteed", "tokenMasks", "sidecarResources", "annotationPrefix",
        "tenantRules", "tenantImages", "tenantAnnotations", "tenantLabels", "tenantVolumes", "protectedProfiles",
        "drainDelay", "drainTimeout", "connectionAge", "maxReviewsInWork", "logFormat", "logLevel",
    ];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="StartupException">The file cannot be read or contains errors; the message has a line for each.</exception>
    public static ServerOptions Read(string path)
    {
        try
        {
            return Parse(StartupText.Read(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"config: '{path}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Parses the text of such a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">File name for messages.</param>
    /// <exception cref="StartupException">It contains errors; the message has a line for each.</exception>
    public static ServerOptions Parse(string text, string path)
    {
        var errors = new ErrorList(path);
        var roots = errors.ReadYaml(text);
        var options = new ServerOptions();
        if (roots.Length > 1)
        {
            errors.Add(roots[1].Location, "a configuration file holds one document; remove the others");
        }
        else if (roots.Length == 1 && StrictFields.Open(roots[0], errors, Keys) is { } fields)
        {
            options = Behaviour(fields, Endpoints(fields, options));
        }

        return errors.IsEmpty ? options : throw new StartupException(DisplayText.Lines(errors.InOrder().Select(error => error.ToString()))) { LogFormat = options.LogFormat };
    }

    private static ServerOptions Endpoints(StrictFields fields, ServerOptions defaults) => defaults with
    {
        Listen = fields.Text("listen") ?? defaults.Listen,
        AdminListen = fields.Text("adminListen") ?? defaults.AdminListen,
        ProfilesDirectory = fields.Text("profilesDirectory"),
        Certificates = Choice(fields, "certificates", defaults.Certificates, OptionText.CertificateModes),
        CertificateSecret = fields.Text("certificateSecret"),
        CertificateNames = Texts(fields, "certificateNames", defaults.CertificateNames),
        WebhookConfigurations = Texts(fields, "webhookConfigurations", defaults.WebhookConfigurations),
        TlsCertificateFile = fields.Text("tlsCertificateFile"),
        TlsKeyFile = fields.Text("tlsKeyFile"),
        ClientCaFile = fields.Text("clientCaFile"),
        ClientNames = Texts(fields, "clientNames", defaults.ClientNames),
        ShowProfiles = fields.Flag("showProfiles"),
        WriteCaFile = fields.Text("writeCaFile"),
        KubernetesVersion = fields.Text("kubernetesVersion") ?? defaults.KubernetesVersion,
        Kubeconfig = fields.Text("kubeconfig"),
        Context = fields.Text("context"),
        InsecureSkipTlsVerify = fields.Flag("insecureSkipTlsVerify"),
        NamespacesFile = fields.Text("namespacesFile"),
    };

    private static ServerOptions Behaviour(StrictFields fields, ServerOptions defaults) => defaults with
    {
        OwnNamespace = fields.Text("ownNamespace"),
        ExcludedNamespaces = Texts(fields, "excludedNamespaces", defaults.ExcludedNamespaces),
        ForeignSidecars = Texts(fields, "foreignSidecars", defaults.ForeignSidecars),
        DefaultProfiles = Texts(fields, "defaultProfiles", defaults.DefaultProfiles),
        UnknownProfiles = Choice(fields, "unknownProfiles", defaults.UnknownProfiles, OptionText.UnknownProfiles),
        SidecarMode = Choice(fields, "sidecarMode", defaults.SidecarMode, OptionText.SidecarModes),
        FixedUsers = Choice(fields, "fixedUsers", defaults.FixedUsers, OptionText.FixedUsers),
        DefaultPodSecurity = Choice(fields, "defaultPodSecurity", defaults.DefaultPodSecurity, OptionText.PodSecurityLevels),
        MaxContainers = Count(fields, "maxContainers", defaults.MaxContainers),
        KeepGuaranteed = fields.Flag("keepGuaranteed"),
        TokenMasks = Texts(fields, "tokenMasks", defaults.TokenMasks),
        SidecarResources = fields.Text("sidecarResources") ?? defaults.SidecarResources,
        AnnotationPrefix = fields.Text("annotationPrefix") ?? defaults.AnnotationPrefix,
        TenantRules = Rules(fields, defaults.TenantRules),
        TenantImages = Texts(fields, "tenantImages", defaults.TenantImages),
        TenantAnnotations = Texts(fields, "tenantAnnotations", defaults.TenantAnnotations),
        TenantLabels = Texts(fields, "tenantLabels", defaults.TenantLabels),
        TenantVolumes = Texts(fields, "tenantVolumes", defaults.TenantVolumes),
        ProtectedProfiles = Texts(fields, "protectedProfiles", defaults.ProtectedProfiles),
        DrainDelay = Duration(fields, "drainDelay", defaults.DrainDelay),
        DrainTimeout = Duration(fields, "drainTimeout", defaults.DrainTimeout),
        ConnectionAge = Duration(fields, "connectionAge", defaults.ConnectionAge),
        MaxReviewsInWork = (int)Math.Clamp(fields.Integer("maxReviewsInWork") ?? defaults.MaxReviewsInWork, int.MinValue, int.MaxValue),
        LogFormat = Choice(fields, "logFormat", defaults.LogFormat, OptionText.LogFormats),
        LogLevel = Choice(fields, "logLevel", defaults.LogLevel, OptionText.LogLevels),
    };

    private static ImmutableArray<string> Texts(StrictFields fields, string key, ImmutableArray<string> otherwise) =>
        fields.Node(key) is null ? otherwise : fields.Texts(key);

    private static ImmutableArray<TenantRule> Rules(StrictFields fields, ImmutableArray<TenantRule> otherwise)
    {
        var words = Texts(fields, "tenantRules", [.. otherwise.Select(rule => rule.Text())]);
        foreach (var word in words.Where(word => !OptionText.TenantRules.ContainsKey(word)))
        {
            fields.Wrong("tenantRules", $"'{word}' is not a rule; write some of {string.Join(", ", OptionText.TenantRules.Keys)}, or [] for none");
        }

        return [.. words.Where(OptionText.TenantRules.ContainsKey).Select(word => OptionText.TenantRules[word])];
    }

    private static int Count(StrictFields fields, string key, int otherwise) =>
        fields.Integer(key) is { } count ? (int)Math.Clamp(count, int.MinValue, int.MaxValue) : otherwise;

    private static TimeSpan Duration(StrictFields fields, string key, TimeSpan otherwise)
    {
        if (fields.Text(key) is not { } text)
        {
            return otherwise;
        }

        if (!DurationText.TryParse(text, out var duration))
        {
            fields.Wrong(key, $"'{text}' is not a duration; write a number and its unit, such as 20s or 1m30s");
        }

        return duration;
    }

    private static T Choice<T>(StrictFields fields, string key, T otherwise, ImmutableSortedDictionary<string, T> words)
        where T : struct
    {
        if (fields.Text(key) is not { } text)
        {
            return otherwise;
        }

        if (words.TryGetValue(text, out var value))
        {
            return value;
        }

        fields.Wrong(key, $"'{text}' is not known; write one of {string.Join(", ", words.Keys)}");
        return otherwise;
    }
}
