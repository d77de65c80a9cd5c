using System.Collections.Immutable;
using System.Text;

namespace Injector.Core.Settings;

/// <summary>Names of the annotations and labels, derived from one prefix.</summary>
public sealed class AnnotationKeys
{
    /// <summary>Makes the names for a prefix.</summary>
    /// <param name="prefix">A DNS-1123 subdomain.</param>
    public AnnotationKeys(string prefix)
    {
        Prefix = prefix;
        Inject = $"{prefix}/inject";
        Containers = $"{prefix}/containers";
        Resources = $"{prefix}/resources";
        SidecarMode = $"{prefix}/sidecar-mode";
        FixedUsers = $"{prefix}/fixed-users";
        Injection = $"{prefix}/injection";
        Status = $"{prefix}/status";
        Skipped = $"{prefix}/skipped";
        ParameterInfix = $".{prefix}/";
        ParameterInfixBytes = Encoding.UTF8.GetBytes(ParameterInfix);
        FileDomainBytes = Encoding.UTF8.GetBytes($"config.{prefix}");
        FilePrefix = $"config.{prefix}/";
        OwnStartBytes = Encoding.UTF8.GetBytes($"{prefix}/");
        Requesting = [Inject, Containers, Resources, SidecarMode, FixedUsers];
    }

    /// <summary>The names with the prefix <c>injector.io</c>.</summary>
    public static AnnotationKeys Default { get; } = new("injector.io");

    /// <summary>The prefix itself.</summary>
    public string Prefix { get; }

    /// <summary>Annotation that asks for profiles.</summary>
    public string Inject { get; }

    /// <summary>Annotation that names the application containers.</summary>
    public string Containers { get; }

    /// <summary>Annotation that sets resources of every injected container.</summary>
    public string Resources { get; }

    /// <summary>Annotation that chooses between native and classic sidecars.</summary>
    public string SidecarMode { get; }

    /// <summary>Annotation that says whether users that profiles fix stand: <c>keep</c> or <c>omit</c>.</summary>
    public string FixedUsers { get; }

    /// <summary>Label that opts a pod or a namespace out, or makes injection required.</summary>
    public string Injection { get; }

    /// <summary>Annotation that records what was added.</summary>
    public string Status { get; }

    /// <summary>Annotation that records why an asked-for injection did not happen.</summary>
    public string Skipped { get; }

    /// <summary>Stands between the profile's name and the parameter's name.</summary>
    public string ParameterInfix { get; }

    /// <summary><see cref="ParameterInfix"/> as it stands in a received pod.</summary>
    internal ReadOnlyMemory<byte> ParameterInfixBytes { get; }

    /// <summary>How the keys without a profile begin, as they stand in a received pod.</summary>
    internal ReadOnlyMemory<byte> OwnStartBytes { get; }

    /// <summary>The annotations by which people ask, parameters of profiles aside.</summary>
    internal ImmutableArray<string> Requesting { get; }

    /// <summary>Begins the annotations that carry generated files.</summary>
    public string FilePrefix { get; }

    /// <summary><see cref="FilePrefix"/> up to the slash, which JSON may escape, as it stands in a received pod.</summary>
    internal ReadOnlyMemory<byte> FileDomainBytes { get; }

    /// <summary>Annotation that sets a parameter.</summary>
    /// <param name="profile">Name of the profile.</param>
    /// <param name="parameter">Name of the parameter.</param>
    public string Parameter(string profile, string parameter) => $"{profile}{ParameterInfix}{parameter}";

    /// <summary>Annotation that carries a generated file.</summary>
    /// <param name="profile">Name of the profile.</param>
    /// <param name="file">Name of the file.</param>
    public string File(string profile, string file) => $"{FilePrefix}{profile}.{file}";
}
