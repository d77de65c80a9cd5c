namespace Injector.Kubernetes.Connection;

/// <summary>
/// The connection of a pod: the address is in its environment, the authority and the token are in the files of its service account (kubernetes.io, "Accessing
/// the Kubernetes API from a Pod").
/// </summary>
public static class InCluster
{
    /// <summary>Where the kubelet puts the files of the service account.</summary>
    public const string ServiceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    private const string HostVariable = "KUBERNETES_SERVICE_HOST";
    private const string PortVariable = "KUBERNETES_SERVICE_PORT";

    /// <summary>Whether this process runs in a pod.</summary>
    /// <param name="variable">Returns environment variables.</param>
    public static bool IsHere(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return !string.IsNullOrEmpty(variable(HostVariable));
    }

    /// <summary>Reads the pod's connection.</summary>
    /// <param name="variable">Returns environment variables.</param>
    /// <param name="time">The clock; the token is reread every minute.</param>
    /// <param name="folder">Folder of the service account's files. Default <see cref="ServiceAccountFolder"/>.</param>
    /// <exception cref="ClusterConnectionException">A variable or a file is missing or wrong.</exception>
    public static ClusterConnection Connect(Func<string, string?> variable, TimeProvider time, string folder = ServiceAccountFolder)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var authorities = Read(Path.Combine(folder, "ca.crt"), time);
        if (!ServerTrust.IsPem(authorities.Text()))
        {
            throw new ClusterConnectionException($"'{authorities.Path}' holds no certificate in PEM; it should hold the authority of the API server.");
        }

        var token = Read(Path.Combine(folder, "token"), time);
        return new ClusterConnection(
            Address(variable), "the pod's service account", ServerTrust.InFile(authorities, null), new TokenFileCredentials(token, null))
        {
            Namespace = Namespace(Path.Combine(folder, "namespace")),
        };
    }

    private static Uri Address(Func<string, string?> variable)
    {
        var host = variable(HostVariable);
        var port = variable(PortVariable) is { Length: > 0 } given ? given : "443";
        var bracketed = host?.Contains(':', StringComparison.Ordinal) == true ? $"[{host}]" : host;
        return Uri.TryCreate($"https://{bracketed}:{port}", UriKind.Absolute, out var address)
            ? address
            : throw new ClusterConnectionException($"{HostVariable} '{host}' and {PortVariable} '{port}' are not an address; Kubernetes sets them in every pod.");
    }

    private static FreshFile Read(string path, TimeProvider time)
    {
        try
        {
            return new FreshFile(path, time);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ClusterConnectionException(
                $"{HostVariable} is set, so this is a pod, but '{path}' cannot be read: {exception.Message} "
                + "Mount the service account's token (automountServiceAccountToken: true).",
                exception);
        }
    }

    private static string? Namespace(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim() is { Length: > 0 } name ? name : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
