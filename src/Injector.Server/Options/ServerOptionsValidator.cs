using System.Collections.Immutable;
using Injector.Core.Requests;
using Injector.Grammar.Names;

namespace Injector.Server.Options;

/// <summary>Checks the options before anything starts. Every message names the option, quotes its value and says what to write instead.</summary>
public static class ServerOptionsValidator
{
    /// <summary>Max folders in <c>tokenMasks</c>; each one adds a mount to every injected container.</summary>
    public const int MaxTokenMasks = 8;

    private const int MaxContainers = 10_000;
    private const int MaxReviewsInWork = 1024;

    private static readonly TimeSpan MaxDrain = TimeSpan.FromMinutes(5);

    /// <summary>All errors in the options, in the order of declaration; empty when there are none.</summary>
    /// <param name="options">The options.</param>
    public static ImmutableArray<string> Validate(ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [.. Addresses(options), .. Tls(options), .. CertificateOptions.Errors(options), .. Files(options), .. Names(options), .. Tenants(options), .. Durations(options), .. Limits(options)];
    }

    private static IEnumerable<string> Addresses(ServerOptions options)
    {
        foreach (var (key, value) in new[] { ("listen", options.Listen), ("adminListen", options.AdminListen) })
        {
            if (!ListenAddress.TryParse(value, out _))
            {
                yield return $"{key}: '{value}' is not an address to listen on; write address:port, such as 127.0.0.1:8443, [::1]:8443 or :8443 for every address";
            }
        }

        if (options.Listen == options.AdminListen && !options.Listen.EndsWith(":0", StringComparison.Ordinal))
        {
            yield return $"adminListen: '{options.AdminListen}' is the address of listen too; give probes and metrics a port of their own";
        }
    }

    private static IEnumerable<string> Tls(ServerOptions options)
    {
        if (options.TlsCertificateFile is not null && options.TlsKeyFile is null)
        {
            yield return $"tlsKeyFile: missing beside tlsCertificateFile '{options.TlsCertificateFile}'; give both files, or neither for a throw-away certificate";
        }

        if (options.TlsKeyFile is not null && options.TlsCertificateFile is null)
        {
            yield return $"tlsCertificateFile: missing beside tlsKeyFile '{options.TlsKeyFile}'; give both files, or neither for a throw-away certificate";
        }

        if (!options.ClientNames.IsEmpty && options.ClientCaFile is null)
        {
            yield return $"clientNames: '{string.Join(", ", options.ClientNames)}' say nothing without clientCaFile, for anybody can write a name into a certificate; give the authorities too";
        }

        foreach (var name in options.ClientNames.Where(string.IsNullOrWhiteSpace))
        {
            yield return $"clientNames: '{name}' is no name of a certificate; write its common name or DNS name, such as kube-apiserver";
        }

        if (options is { WriteCaFile: not null, TlsCertificateFile: not null })
        {
            yield return $"writeCaFile: '{options.WriteCaFile}' cannot be written, because the certificate of tlsCertificateFile is not signed by an authority of ours; leave it out";
        }
    }

    private static IEnumerable<string> Files(ServerOptions options)
    {
        var files = new[]
        {
            ("tlsCertificateFile", options.TlsCertificateFile), ("tlsKeyFile", options.TlsKeyFile), ("clientCaFile", options.ClientCaFile),
            ("namespacesFile", options.NamespacesFile), ("kubeconfig", options.Kubeconfig),
        };
        foreach (var (key, path) in files)
        {
            if (path is not null && !File.Exists(path))
            {
                yield return $"{key}: there is no file '{path}'; check the path, relative ones start at the working directory";
            }
        }

        if (options.NamespacesFile is { } namespaces && (options.Kubeconfig is not null || options.Context is not null))
        {
            yield return $"namespacesFile: '{namespaces}' says what namespaces there are, and so does the cluster of kubeconfig and context; leave one of them out";
        }

        if (options.ProfilesDirectory is { } directory && !Directory.Exists(directory))
        {
            yield return $"profilesDirectory: there is no directory '{directory}'; check the path, relative ones start at the working directory";
        }
    }

    private static IEnumerable<string> Names(ServerOptions options)
    {
        if (!ClusterVersion.TryParse(options.KubernetesVersion, out _))
        {
            yield return $"kubernetesVersion: '{options.KubernetesVersion}' is not a version; write major.minor such as 1.33, or nothing for a supported release";
        }

        if (!DnsName.IsSubdomain(options.AnnotationPrefix))
        {
            yield return $"annotationPrefix: '{options.AnnotationPrefix}' is not a DNS name; write lower-case letters, digits, '-' and '.', such as injector.io";
        }

        if (options.OwnNamespace is { } own && !DnsName.IsLabel(own))
        {
            yield return NotALabel("ownNamespace", own, "a namespace");
        }

        foreach (var name in options.ExcludedNamespaces.Where(name => !DnsName.IsLabel(name)))
        {
            yield return NotALabel("excludedNamespaces", name, "a namespace");
        }

        foreach (var name in options.ForeignSidecars.Where(name => !DnsName.IsLabel(name)))
        {
            yield return NotALabel("foreignSidecars", name, "a container");
        }

        foreach (var name in options.DefaultProfiles.Where(name => !DnsName.IsLabel(name)))
        {
            yield return NotALabel("defaultProfiles", name, "a profile");
        }

        foreach (var name in options.DefaultProfiles.Where(name => name is "true" or "false"))
        {
            yield return $"defaultProfiles: '{name}' is a word of the annotation inject, not the name of a profile; write names such as log-tail";
        }
    }

    /// <summary>A pattern that can match no name is an error, because it would silently protect or allow nothing.</summary>
    private static IEnumerable<string> Tenants(ServerOptions options)
    {
        foreach (var name in options.ProtectedProfiles.Where(name => !DnsName.IsLabel(name.Replace('*', 'x'))))
        {
            yield return $"protectedProfiles: '{name}' matches the name of no profile; write names such as logging, or patterns such as platform-*";
        }

        foreach (var (key, patterns) in new[] { ("tenantAnnotations", options.TenantAnnotations), ("tenantLabels", options.TenantLabels) })
        {
            foreach (var pattern in patterns.Where(pattern => pattern.Length == 0 || pattern.EndsWith('/')))
            {
                yield return $"{key}: '{pattern}' matches no key; write example.com/* for all keys of a prefix";
            }
        }

        foreach (var type in options.TenantVolumes.Where(type => type.Length == 0 || !type.All(char.IsAsciiLetterOrDigit)))
        {
            yield return $"tenantVolumes: '{type}' is not a type of volumes; write fields of a volume such as emptyDir or nfs";
        }
    }

    private static string NotALabel(string key, string value, string what) =>
        $"{key}: '{value}' cannot be the name of {what}; write lower-case letters, digits and '-', at most 63";

    private static IEnumerable<string> Limits(ServerOptions options)
    {
        if (options.MaxContainers is < 1 or > MaxContainers)
        {
            yield return $"maxContainers: '{options.MaxContainers}' is out of range; write 1 to {MaxContainers}, such as 250";
        }

        if (options.TokenMasks.Length > MaxTokenMasks)
        {
            yield return $"tokenMasks: {options.TokenMasks.Length} folders are too many; write at most {MaxTokenMasks}";
        }

        foreach (var path in options.TokenMasks.Where(path => !IsFolder(path)))
        {
            yield return $"tokenMasks: '{path}' is not the absolute path of a folder below the root; write such as /var/run/secrets/tokens";
        }

        if (options.SidecarResources.Length > 0 && ResourceList.Read(options.SidecarResources, out _) is { } wrong)
        {
            yield return $"sidecarResources: {wrong}";
        }

        if (options.MaxReviewsInWork is < 1 or > MaxReviewsInWork)
        {
            yield return $"maxReviewsInWork: '{options.MaxReviewsInWork}' is out of range; write 1 to {MaxReviewsInWork}, or leave it out for twice the processors";
        }
    }

    private static IEnumerable<string> Durations(ServerOptions options)
    {
        if (options.DrainDelay < TimeSpan.Zero || options.DrainDelay > MaxDrain)
        {
            yield return $"drainDelay: '{options.DrainDelay.TotalSeconds}s' is out of range; write 0s to 5m, 15s to 20s inside a cluster";
        }

        if (options.DrainTimeout < TimeSpan.FromSeconds(1) || options.DrainTimeout > MaxDrain)
        {
            yield return $"drainTimeout: '{options.DrainTimeout.TotalSeconds}s' is out of range; write 1s to 5m";
        }

        if (options.ConnectionAge < TimeSpan.FromSeconds(1) || options.ConnectionAge > TimeSpan.FromDays(1))
        {
            yield return $"connectionAge: '{options.ConnectionAge.TotalSeconds}s' is out of range; write 1s to 24h, such as 5m";
        }
    }

    private static bool IsFolder(string path) =>
        path.Length > 1 && path[0] == '/' && path[1..].Split('/').All(segment => segment is not ("" or "." or "..") && !segment.Contains(':', StringComparison.Ordinal));
}
