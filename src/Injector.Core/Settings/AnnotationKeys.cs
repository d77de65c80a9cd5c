using System.Collections.Immutable;
using System.Text;

namespace Injector.Core.Settings;

/// <summary>The keys of Injector's annotations and labels, derived from one prefix.</summary>
public sealed class AnnotationKeys
{
    /// <summary>Creates the keys for a prefix.</summary>
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

    /// <summary>The keys with the default prefix <c>injector.io</c>.</summary>
    public static AnnotationKeys Default { get; } = new("injector.io");

    /// <summary>The prefix, a DNS-1123 subdomain.</summary>
    public string Prefix { get; }

    /// <summary>Annotation that requests profiles.</summary>
    public string Inject { get; }

    /// <summary>Annotation that names the application containers.</summary>
    public string Containers { get; }

    /// <summary>Annotation that sets the resources of every injected container.</summary>
    public string Resources { get; }

    /// <summary>Annotation that chooses between native and classic sidecars.</summary>
    public string SidecarMode { get; }

    /// <summary>Annotation that says whether injected containers keep the user set by their profile: <c>keep</c> or <c>omit</c>.</summary>
    public string FixedUsers { get; }

    /// <summary>Label that opts a pod or a namespace out, or makes injection required in a namespace.</summary>
    public string Injection { get; }

    /// <summary>Annotation that records what was added.</summary>
    public string Status { get; }

    /// <summary>Annotation that records why a requested injection did not happen.</summary>
    public string Skipped { get; }

    /// <summary>Separates profile and parameter in the key of a parameter.</summary>
    public string ParameterInfix { get; }

    /// <summary><see cref="ParameterInfix"/> in UTF-8, to compare with received JSON.</summary>
    internal ReadOnlyMemory<byte> ParameterInfixBytes { get; }

    /// <summary>Start of the keys that belong to no profile, in UTF-8, to compare with received JSON.</summary>
    internal ReadOnlyMemory<byte> OwnStartBytes { get; }

    /// <summary>The annotations by which users make requests, except the parameters of profiles.</summary>
    internal ImmutableArray<string> Requesting { get; }

    /// <summary>Start of the keys of annotations that hold generated files.</summary>
    public string FilePrefix { get; }

    /// <summary><see cref="FilePrefix"/> without its slash, which JSON may escape, in UTF-8, to compare with received JSON.</summary>
    internal ReadOnlyMemory<byte> FileDomainBytes { get; }

    /// <summary>The key of the annotation that sets a parameter.</summary>
    /// <param name="profile">Name of the profile.</param>
    /// <param name="parameter">Name of the parameter.</param>
    public string Parameter(string profile, string parameter) => $"{profile}{ParameterInfix}{parameter}";

    /// <summary>The key of the annotation that holds a generated file.</summary>
    /// <param name="profile">Name of the profile.</param>
    /// <param name="file">Name of the file.</param>
    public string File(string profile, string file) => $"{FilePrefix}{profile}.{file}";
}
