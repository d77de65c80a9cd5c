using Injector.Testing.Protobuf;

namespace Injector.Ambassador.Tests.Engines.Envoy;

/// <summary>
/// Every feature alone and every pair of features, for every kind of listener, held strictly to Envoy's own definitions: those of about 1.31, which
/// provisioning compiles, and, where a variable names them, those of a newer Envoy. No Envoy runs here.
/// </summary>
public sealed class EnvoyMatrixTests
{
    public static TheoryData<string> Kinds => ["http", "http2", "tcp", "inbound"];

    [EnvoyDefinitionsTheory]
    [MemberData(nameof(Kinds))]
    public void Each_feature_and_each_pair_is_what_Envoy_defines(string kind) =>
        Findings(kind, version: null, EnvoyDefinitions.Oracle).ShouldBeEmpty();

    [EnvoyDefinitionsTheory]
    [MemberData(nameof(Kinds))]
    public void Each_feature_and_each_pair_for_the_oldest_version_is_what_Envoy_defines(string kind) =>
        Findings(kind, "1.31", EnvoyDefinitions.Oracle).ShouldBeEmpty();

    [EnvoyDefinitionsTheory]
    [MemberData(nameof(Kinds))]
    public void What_only_new_versions_have_is_all_that_the_old_definitions_lack(string kind) =>
        Findings(kind, "1.40", EnvoyDefinitions.Oracle)
            .Where(finding => !finding.EndsWith(": admin.allow_paths: envoy.config.bootstrap.v3.Admin has no such field", StringComparison.Ordinal))
            .Where(finding => !finding.EndsWith(".cluster_type.typed_config: the definitions have no envoy.extensions.clusters.dns.v3.DnsCluster", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [NewerEnvoyDefinitionsTheory]
    [MemberData(nameof(Kinds))]
    public void Each_feature_and_each_pair_without_a_version_is_what_a_newer_Envoy_defines(string kind) =>
        Findings(kind, version: null, EnvoyDefinitions.NewerOracle).ShouldBeEmpty();

    [NewerEnvoyDefinitionsTheory]
    [MemberData(nameof(Kinds))]
    public void Each_feature_and_each_pair_for_a_new_version_is_what_a_newer_Envoy_defines(string kind) =>
        Findings(kind, "1.40", EnvoyDefinitions.NewerOracle).ShouldBeEmpty();

    private static IEnumerable<string> Findings(string kind, string? version, StrictJsonOracle oracle)
    {
        foreach (var (name, model) in EnvoyMatrix.Of(kind))
        {
            foreach (var finding in EnvoyFindings.Of(version is null ? model : model.For(version), oracle))
            {
                yield return $"{name}: {finding}";
            }
        }
    }
}
