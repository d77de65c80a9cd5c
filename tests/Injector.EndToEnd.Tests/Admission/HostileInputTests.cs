using System.Net;
using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Pods;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;
using Injector.Testing.Patching;

namespace Injector.EndToEnd.Tests.Admission;

[Collection(SharedControlPlane.Name)]
public sealed class HostileInputTests(InjectorFixture fixture) : IClassFixture<InjectorFixture>
{
    [ControlPlaneTheory]
    [InlineData("/logs\"}], \"hostNetwork\": true, \"x\": [{\"")]
    [InlineData("/logs\n- name: evil")]
    [InlineData("/logs\0")]
    [InlineData("/logs\u001b[31m")]
    [InlineData("/../../etc")]
    [InlineData("relative")]
    [InlineData("")]
    public async Task A_path_that_is_none_is_refused_in_one_line(string path)
    {
        var answer = await CreateAsync(Pod(("injector.io/inject", "log-tail"), ("log-tail.injector.io/path", path)));

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Message.ShouldContain("log-tail.injector.io/path");
        answer.Message.ShouldNotContain('\n');
        answer.Message.ShouldAllBe(character => !char.IsControl(character));
    }

    [ControlPlaneFact]
    public async Task A_value_of_200_KiB_is_refused_in_few_words()
    {
        var answer = await CreateAsync(Pod(("injector.io/inject", "log-tail"), ("log-tail.injector.io/path", "/" + new string('a', 200 * 1024))));

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Message.Length.ShouldBeLessThan(500);
    }

    [ControlPlaneFact]
    public async Task A_foreign_annotation_of_200_KiB_survives_beside_ours()
    {
        var value = string.Concat(Enumerable.Repeat("~1/\"\\\t\n<é&>'", 15 * 1024));

        var pod = (await CreateAsync(Pod(("injector.io/inject", "log-tail"), ("example.org/big", value)))).Ensure();

        pod.Annotation("example.org/big").ShouldBe(value);
        pod.ContainerNames().ShouldContain("log-tail");
    }

    [ControlPlaneFact]
    public async Task Annotations_that_would_grow_over_the_limit_are_refused_with_the_limit()
    {
        var answer = await CreateAsync(Pod(("injector.io/inject", "logging"), ("example.org/big", new string('a', 255 * 1024))));

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Message.ShouldContain("262144");
    }

    [ControlPlaneTheory]
    [InlineData("logging, ,")]
    [InlineData("LOGGING")]
    [InlineData("yes")]
    [InlineData("../logging")]
    [InlineData("logging;metrics")]
    public async Task A_list_of_profiles_that_is_none_is_refused_by_name(string profiles)
    {
        var answer = await CreateAsync(Pod(("injector.io/inject", profiles)));

        if (profiles == "logging, ,")
        {
            answer.Ensure().ContainerNames().ShouldContain("log-shipper");
            return;
        }

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Message.ShouldContain("injector.io/inject");
    }

    [ControlPlaneFact]
    public async Task A_pod_without_annotations_and_labels_goes_through()
    {
        var bare = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["generateName"] = "bare-" },
            ["spec"] = Spec(),
        };

        var pod = (await CreateAsync(bare)).Ensure();

        pod.ContainerNames().ShouldBe(["web"]);
        pod["metadata"]!["annotations"].ShouldBeNull();
    }

    [ControlPlaneFact]
    public async Task A_pod_with_2000_variables_and_100_volumes_keeps_them_all()
    {
        var pod = Pod(("injector.io/inject", "log-tail,wait-for"), ("wait-for.injector.io/targets", "tcp://db:5432"));
        pod["spec"]!["containers"]![0]!["env"] = new JsonArray(
            [.. Enumerable.Range(0, 2000).Select(i => new JsonObject { ["name"] = $"VARIABLE_{i}", ["value"] = $"\"{i}\" $(VARIABLE_0) $(params.path)" })]);
        pod["spec"]!["volumes"] = new JsonArray(
            [.. Enumerable.Range(0, 100).Select(i => new JsonObject { ["name"] = $"volume-{i}", ["emptyDir"] = new JsonObject() })]);

        var stored = (await CreateAsync(pod)).Ensure();

        AdditionsOnly.Violations(pod["spec"], stored["spec"]).ShouldBeEmpty();
        stored.ContainerNames().Order().ShouldBe(["log-tail", "wait-for", "web"]);
    }

    private async Task<ApiResponse> CreateAsync(JsonObject pod) =>
        await fixture.Client.CreateAsync($"/api/v1/namespaces/{await fixture.NewNamespaceAsync()}/pods", pod);

    private static JsonObject Pod(params (string Key, string Value)[] annotations) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject
        {
            ["name"] = "web",
            ["annotations"] = new JsonObject(annotations.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))),
        },
        ["spec"] = Spec(),
    };

    private static JsonObject Spec() => new()
    {
        ["containers"] = new JsonArray(new JsonObject { ["name"] = "web", ["image"] = "example.test/web" }),
    };
}
