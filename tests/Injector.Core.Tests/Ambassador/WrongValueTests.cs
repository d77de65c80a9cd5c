using System.Buffers;
using System.Text;
using Injector.Core.Admission;
using Injector.Core.Decisions;
using Injector.Core.Profiles;
using Injector.Core.Snapshots;
using Injector.Profiles.Files;
using Injector.Testing.Hostile;

namespace Injector.Core.Tests.Ambassador;

/// <summary>What a parameter brings into a field of the section that cannot take it is denied, and no default takes its place.</summary>
public sealed class WrongValueTests
{
    [Theory]
    [InlineData("adminPort", "19001", "70000", "a whole number from 1 to 65535")]
    [InlineData("maxConnections", "4096", "many", "a whole number from 1 to 1000000")]
    [InlineData("memory", "256Mi", "256MB", "a quantity of at least 1, such as 256Mi")]
    [InlineData("memory", "256Mi", "-1Gi", "a quantity of at least 1, such as 256Mi")]
    [InlineData("threads", "2", "65", "a whole number from 1 to 64")]
    [InlineData("version", "1.40", "latest", "a version such as 1.38")]
    [InlineData("clusterDomain", "cluster.local", "no domain", "the domain of a cluster, such as cluster.local")]
    public void Is_denied_with_the_parameter_and_the_value(string field, string good, string wrong, string rule)
    {
        var profile = Profile(field, good, "$(params.value)");

        Decide(profile, good).ShouldBeOfType<InjectionDecision.Inject>();
        Decide(profile, wrong).ShouldBeOfType<InjectionDecision.Deny>().Message.ToString().ShouldBe($"bad-parameter: annotation own.injector.io/value: \"{wrong}\" is not {rule}");
    }

    [Theory]
    [InlineData("{$when: params.value, $value: $(params.value)}", "annotation own.injector.io/value: ")]
    [InlineData("0$(params.value)", "profile own: ambassador.threads: ")]
    public void Is_denied_with_the_field_where_the_profile_makes_more_of_it(string value, string place) =>
        Decide(Profile("threads", "2", value), "x").ShouldBeOfType<InjectionDecision.Deny>().Message.ToString().ShouldStartWith($"bad-parameter: {place}");

    private static InjectionDecision Decide(ProfileCatalogue profiles, string value)
    {
        var review = new HostilePod { Profiles = "own", Annotations = $"\"own.injector.io/value\":\"{value}\"" }.ToReview();
        return AdmissionHandler.Answer(review, new InjectionSnapshot { Profiles = profiles }, new ArrayBufferWriter<byte>()).Injection!.Decision;
    }

    private static ProfileCatalogue Profile(string field, string good, string value)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["adminPort"] = "$(ports.admin)", [field] = value };
        var text = $$"""
            apiVersion: injector.io/v1alpha1
            kind: SidecarProfile
            metadata: {name: own}
            spec:
              description: An ambassador whose section takes a text.
              parameters:
                - {name: value, type: string, default: '{{good}}', description: Anything.}
              ports:
                - {name: admin, port: 19001, range: 19001-19019}
              ambassador:
                engine: haproxy
                upstreams: orders=http://orders.shop.svc:8080
            {{string.Join('\n', fields.Select(entry => $"    {entry.Key}: {entry.Value}"))}}
              files:
                - {name: haproxy.cfg, generated: ambassador}
              sidecars:
                - position: first
                  container:
                    name: own
                    image: docker.io/library/haproxy:2.6.21
                    command: [haproxy, -f, /etc/own/haproxy.cfg]
                    resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {memory: 128Mi} }
                    securityContext: {runAsUser: 99}
                    volumeMounts:
                      - {name: files, mountPath: /etc/own, readOnly: true}

            """;
        var load = ProfileText.Parse(Encoding.UTF8.GetBytes(text), "own.yaml");
        load.Errors.ShouldBeEmpty();
        return load.ToCatalogue();
    }
}
