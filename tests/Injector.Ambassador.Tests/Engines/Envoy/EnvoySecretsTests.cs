using System.Text.Json.Nodes;
using Injector.Ambassador.Engines.Envoy;
using Injector.Ambassador.Model;
using static Injector.Ambassador.Tests.Engines.Envoy.EnvoyReading;

namespace Injector.Ambassador.Tests.Engines.Envoy;

/// <summary>Certificates are renewed while Envoy runs, so each is read from a file that it watches.</summary>
public sealed class EnvoySecretsTests
{
    private const string Own = "/etc/ambassador-tls/secret/own/tls.crt";
    private const string Authority = "/etc/ambassador-tls/configmap/ca/ca.crt";

    private static readonly ClientTls Both = new()
    {
        Sni = "a.example",
        CaFile = Authority,
        SubjectNames = ["a.example"],
        CertificateFile = Own,
        KeyFile = Own + ".key",
    };

    [Fact]
    public void Tells_of_each_secret_in_a_file_of_its_own_with_the_directory_that_the_kubelet_changes()
    {
        var files = new EnvoyEngine().Companions(EnvoyModels.Http.WithCluster(cluster => cluster with { Tls = Both })).ToArray();

        files.Select(file => file.Name).ShouldBe(["sds-1.json", "sds-2.json"]);
        Secret(files[0].Text).ShouldBe(
            """{"@type":"type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret","name":"/etc/ambassador-tls/configmap/ca/ca.crt","validation_context":{"trusted_ca":{"filename":"/etc/ambassador-tls/configmap/ca/ca.crt"},"watched_directory":{"path":"/etc/ambassador-tls"}}}""");
        Secret(files[1].Text).ShouldBe(
            """{"@type":"type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret","name":"/etc/ambassador-tls/secret/own/tls.crt","tls_certificate":{"certificate_chain":{"filename":"/etc/ambassador-tls/secret/own/tls.crt"},"private_key":{"filename":"/etc/ambassador-tls/secret/own/tls.crt.key"},"watched_directory":{"path":"/etc/ambassador-tls"}}}""");
    }

    [Fact]
    public void Checks_the_names_of_servers_with_authorities_that_may_change()
    {
        var context = Cluster(Written(EnvoyModels.Http.WithCluster(cluster => cluster with { Tls = Both })))["transport_socket"]!["typed_config"]!["common_tls_context"]!;

        context["validation_context"].ShouldBeNull();
        context["combined_validation_context"]!.ToJsonString().ShouldBe(
            """{"default_validation_context":{"match_typed_subject_alt_names":[{"san_type":"DNS","matcher":{"exact":"a.example"}}]},"validation_context_sds_secret_config":{"name":"/etc/ambassador-tls/configmap/ca/ca.crt","sds_config":{"resource_api_version":"V3","path_config_source":{"path":"/etc/ambassador-tls/sds-1.json"}}}}""");
        ((string?)context["tls_certificate_sds_secret_configs"]![0]!["sds_config"]!["path_config_source"]!["path"]).ShouldBe("/etc/ambassador-tls/sds-2.json");
        context["tls_certificates"].ShouldBeNull();
    }

    [Fact]
    public void Tells_once_of_what_both_directions_take()
    {
        var model = EnvoyModels.Http.WithCluster(cluster => cluster with { Tls = Both })
            .WithListener(listener => listener with { Tls = new ServerTls(Own, Own + ".key", Authority) });

        new EnvoyEngine().Companions(model).Count().ShouldBe(2);
    }

    [Fact]
    public void Has_a_name_of_its_own_without_which_Envoy_reads_no_secret() =>
        Written(EnvoyModels.Http)["node"]!.ToJsonString().ShouldBe("""{"id":"ambassador","cluster":"ambassador"}""");

    [Fact]
    public void Brings_no_file_where_there_is_no_certificate_but_the_systems() =>
        new EnvoyEngine().Companions(EnvoyModels.Http.WithCluster(cluster => cluster with { Tls = new() { Sni = "a", CaFile = null, SubjectNames = ["a"] } })).ShouldBeEmpty();

    private static string Secret(string text) => JsonNode.Parse(text)!["resources"]!.AsArray().ShouldHaveSingleItem()!.ToJsonString();
}
