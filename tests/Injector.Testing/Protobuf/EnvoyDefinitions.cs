using Injector.Testing.ControlPlane;

namespace Injector.Testing.Protobuf;

/// <summary>Envoy's own definitions of its configuration, which provision.sh compiles into one file.</summary>
public static class EnvoyDefinitions
{
    /// <summary>Full name of the message that Envoy's configuration file is.</summary>
    public const string Bootstrap = "envoy.config.bootstrap.v3.Bootstrap";

    /// <summary>Full name of the message that a file with a secret is.</summary>
    public const string Discovery = "envoy.service.discovery.v3.DiscoveryResponse";

    /// <summary>Name of an environment variable with the path of definitions of a newer Envoy, compiled in the same way.</summary>
    public const string NewerVariable = "INJECTOR_NEWER_ENVOY_DEFINITIONS";

    private const string FileName = "envoy-api.protoset";
    private static readonly Lazy<StrictJsonOracle> Shared = new(() => new(ProtobufDefinitions.Read(Path ?? throw new InvalidOperationException(HowToProvision))));
    private static readonly Lazy<StrictJsonOracle> SharedNewer = new(() => new(ProtobufDefinitions.Read(NewerPath!)));

    /// <summary>Path of the file; <see langword="null"/> where provision.sh has not made it.</summary>
    public static string? Path { get; } = ProvisionedPrograms.Find(FileName);

    /// <summary>Path of the newer definitions; <see langword="null"/> when nobody names one.</summary>
    public static string? NewerPath { get; } = Environment.GetEnvironmentVariable(NewerVariable);

    /// <summary>The judge of these definitions.</summary>
    public static StrictJsonOracle Oracle => Shared.Value;

    /// <summary>The judge of the newer definitions.</summary>
    public static StrictJsonOracle NewerOracle => SharedNewer.Value;

    /// <summary>Why tests over the definitions cannot run; <see langword="null"/> when they can, and in CI, where they fail rather than be left out.</summary>
    public static string? SkipReason => Path is null && Environment.GetEnvironmentVariable("CI") != "true"
        ? HowToProvision
        : null;

    private static string HowToProvision => ProvisionedPrograms.HowToProvision(FileName);
}
