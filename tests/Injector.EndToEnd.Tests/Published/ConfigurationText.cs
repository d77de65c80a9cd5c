using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Profiles.Resource.Restrictions;
using Injector.Server.Options;

namespace Injector.EndToEnd.Tests.Published;

/// <summary>Writes options as a configuration file: in JSON, which is YAML too.</summary>
internal static class ConfigurationText
{
    internal static string Of(ServerOptions options) => new JsonObject(Fields(options).Where(field => field.Value is not null)).ToJsonString();

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Fields(ServerOptions options) =>
    [
        new("listen", options.Listen),
        new("adminListen", options.AdminListen),
        new("profilesDirectory", options.ProfilesDirectory),
        new("certificates", Word(options.Certificates, OptionText.CertificateModes)),
        new("certificateSecret", options.CertificateSecret),
        new("certificateNames", List(options.CertificateNames)),
        new("webhookConfigurations", List(options.WebhookConfigurations)),
        new("tlsCertificateFile", options.TlsCertificateFile),
        new("tlsKeyFile", options.TlsKeyFile),
        new("clientCaFile", options.ClientCaFile),
        new("clientNames", List(options.ClientNames)),
        new("showProfiles", options.ShowProfiles),
        new("writeCaFile", options.WriteCaFile),
        new("kubernetesVersion", options.KubernetesVersion.Length > 0 ? options.KubernetesVersion : null),
        new("kubeconfig", options.Kubeconfig),
        new("context", options.Context),
        new("insecureSkipTlsVerify", options.InsecureSkipTlsVerify),
        new("namespacesFile", options.NamespacesFile),
        new("ownNamespace", options.OwnNamespace),
        new("excludedNamespaces", List(options.ExcludedNamespaces)),
        new("foreignSidecars", List(options.ForeignSidecars)),
        new("defaultProfiles", List(options.DefaultProfiles)),
        new("unknownProfiles", Word(options.UnknownProfiles, OptionText.UnknownProfiles)),
        new("sidecarMode", Word(options.SidecarMode, OptionText.SidecarModes)),
        new("fixedUsers", Word(options.FixedUsers, OptionText.FixedUsers)),
        new("defaultPodSecurity", Word(options.DefaultPodSecurity, OptionText.PodSecurityLevels)),
        new("maxContainers", options.MaxContainers),
        new("keepGuaranteed", options.KeepGuaranteed),
        new("tokenMasks", List(options.TokenMasks)),
        new("sidecarResources", options.SidecarResources),
        new("annotationPrefix", options.AnnotationPrefix),
        new("tenantRules", List(options.TenantRules.Select(rule => rule.Text()))),
        new("tenantImages", List(options.TenantImages)),
        new("tenantAnnotations", List(options.TenantAnnotations)),
        new("tenantLabels", List(options.TenantLabels)),
        new("tenantVolumes", List(options.TenantVolumes)),
        new("protectedProfiles", List(options.ProtectedProfiles)),
        new("drainDelay", Duration(options.DrainDelay)),
        new("drainTimeout", Duration(options.DrainTimeout)),
        new("connectionAge", Duration(options.ConnectionAge)),
        new("maxReviewsInWork", options.MaxReviewsInWork),
        new("logFormat", Word(options.LogFormat, OptionText.LogFormats)),
        new("logLevel", Word(options.LogLevel, OptionText.LogLevels)),
    ];

    private static JsonArray List(IEnumerable<string> items) => [.. items.Select(item => (JsonNode)item)];

    private static string Duration(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0}ms");

    private static string Word<T>(T value, ImmutableSortedDictionary<string, T> words) => words.Single(word => EqualityComparer<T>.Default.Equals(word.Value, value)).Key;
}
