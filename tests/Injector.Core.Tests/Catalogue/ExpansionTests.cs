using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;
using Injector.Core.Requests;
using Injector.Core.Snapshots;
using Injector.Core.Tests.Properties;
using Injector.Profiles.Files;
using Injector.Testing.Catalogue;

namespace Injector.Core.Tests.Catalogue;

/// <summary>Values that pods choose are values, and no references to variables of the sidecar, wherever they end up.</summary>
public sealed class ExpansionTests
{
    private const string Profile =
        """
        apiVersion: injector.io/v1alpha1
        kind: SidecarProfile
        metadata: {name: echo}
        spec:
          parameters:
            - {name: value, type: string}
            - {name: values, type: list, default: []}
          application:
            env: [{name: GIVEN, value: 'a$(params.value)b'}]
            volumeMounts:
              - {name: work, mountPath: /work, subPathExpr: 'a$(params.value)'}
          volumes: [{name: work, emptyDir: {}}]
          sidecars:
            - container:
                name: echo
                image: example.test/echo:1
                command: [echo, $(params.value)]
                args: ['--x=$(params.value)(SECRET)', '$(params.values[*])']
                env:
                  - {name: SECRET, value: hidden}
                  - {name: VALUE, value: $(params.value)}
                volumeMounts:
                  - {name: work, mountPath: /work, subPathExpr: '$(params.value)/b'}
                  - {name: work, mountPath: /plain, subPath: $(params.value)}
                  - $each: params.values
                    $value: {name: work, mountPath: /each, subPathExpr: $(each.item)}
                livenessProbe:
                  exec: {command: [test, $(params.value)]}
                lifecycle:
                  preStop:
                    exec: {command: [echo, $(params.value)]}
        """;

    private static readonly InjectionSnapshot Snapshot = new() { Profiles = ProfileCatalogue.Create(ProfileText.Parse(Profile, "echo.yaml").Profiles) };

    [Fact]
    public void A_value_arrives_as_it_was_written_whatever_dollars_it_has()
    {
        var parts = Gen.Elements("$", "$", "(", ")", "SECRET", "{", "a", "$(SECRET)", "$$(SECRET)").ArrayOf().Where(all => all.Length is > 0 and < 12).Select(string.Concat);
        Prop.ForAll(parts.ToArbitrary(), value =>
        {
            var pod = Injected(value);
            var sidecar = Container(pod, "echo");
            var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["SECRET"] = "hidden" };

            Seen(sidecar["command"]![1]!, variables).ShouldBe(value);
            Seen(sidecar["args"]![0]!, variables).ShouldBe($"--x={value}(SECRET)");
            Seen(sidecar["args"]![1]!, variables).ShouldBe(value);
            Seen(sidecar["env"]!.AsArray().Single(one => (string)one!["name"]! == "VALUE")!["value"]!, variables).ShouldBe(value);
            Seen(sidecar["livenessProbe"]!["exec"]!["command"]![1]!, variables).ShouldBe(value);
            ((string)sidecar["lifecycle"]!["preStop"]!["exec"]!["command"]![1]!).ShouldBe(value);
            Seen(sidecar["volumeMounts"]![0]!["subPathExpr"]!, variables).ShouldBe($"{value}/b");
            ((string)sidecar["volumeMounts"]![1]!["subPath"]!).ShouldBe(value);
            Seen(sidecar["volumeMounts"]![2]!["subPathExpr"]!, variables).ShouldBe(value);
            Seen(Container(pod, "web")["volumeMounts"]![0]!["subPathExpr"]!, variables).ShouldBe($"a{value}");
            Seen(Container(pod, "web")["env"]![0]!["value"]!, variables).ShouldBe($"a{value}b");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(2026, 1121));
    }

    public static TheoryData<string, string> Texts()
    {
        var texts = new TheoryData<string, string>();
        foreach (var profile in CataloguePod.Profiles)
        {
            foreach (var parameter in profile.Parameters.Where(one =>
                one.Type is ParameterType.Text or ParameterType.String or ParameterType.Path or ParameterType.List or ParameterType.Host))
            {
                texts.Add(profile.Name, parameter.Name);
            }
        }

        return texts;
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void No_value_refers_to_a_variable_in_files_of_Fluent_Bit_or_a_collector(string name, string parameter)
    {
        foreach (var value in new[] { "${HOME}", "/${HOME}", "/a$${HOME}", "a${HOME}", "http://a.test/${HOME}", "https://a.test:1/${env:HOME}", "a=${HOME}", "a={.${HOME}}", "$${HOME}$" })
        {
            var result = CataloguePod.Inject(CataloguePod.Complete(CataloguePod.Requesting(name, ($"{name}.injector.io/{parameter}", value)), name), new Version(1, 34));
            if (result.Decision is not InjectionDecision.Inject)
            {
                continue;
            }

            result.Plan!.Annotations
                .Where(entry => entry.Key.EndsWith("fluent-bit.yaml", StringComparison.Ordinal) || entry.Key.EndsWith("collector.yaml", StringComparison.Ordinal))
                .ShouldAllBe(entry => !entry.Value.Contains("{HOME}", StringComparison.Ordinal) && !entry.Value.Contains("env:HOME", StringComparison.Ordinal));
        }
    }

    private static string Seen(JsonNode text, Dictionary<string, string> variables) => KubeletEnvironment.Expand((string)text!, variables);

    private static JsonNode Container(JsonNode pod, string name) =>
        (pod["spec"]!["initContainers"] as JsonArray ?? []).Concat(pod["spec"]!["containers"]!.AsArray()).Single(one => (string)one!["name"]! == name)!;

    private static JsonNode Injected(string value)
    {
        var pod = JsonNode.Parse("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","annotations":{}},"spec":{"containers":[{"name":"web","image":"example.test/web:1"}]}}""")!;
        var annotations = pod["metadata"]!["annotations"]!;
        annotations["injector.io/inject"] = "echo";
        annotations["echo.injector.io/value"] = value;
        annotations["echo.injector.io/values"] = value;
        var result = SidecarInjector.Inject(
            new InjectionRequest { Pod = PodReader.Read(System.Text.Encoding.UTF8.GetBytes(pod.ToJsonString())).Pod!, Namespace = "shop" }, Snapshot);
        result.Decision.ShouldBeOfType<InjectionDecision.Inject>((result.Decision as InjectionDecision.Deny)?.Message);
        return Injector.Testing.Patching.JsonPatchApplier.Apply(pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!;
    }
}
