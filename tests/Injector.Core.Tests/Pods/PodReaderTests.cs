using System.Text;
using Injector.Core.Pods;
using Injector.Grammar.Json;

namespace Injector.Core.Tests.Pods;

public sealed class PodReaderTests
{
    [Fact]
    public void Tells_absent_null_and_present_collections_apart()
    {
        var absent = Read("""{"metadata":{},"spec":{}}""");
        absent.Annotations.Presence.ShouldBe(JsonPresence.Absent);
        absent.Volumes.Presence.ShouldBe(JsonPresence.Absent);

        var empty = Read("""{"metadata":{"annotations":null,"labels":{}},"spec":{"volumes":null,"containers":[],"initContainers":null}}""");
        empty.Annotations.Presence.ShouldBe(JsonPresence.Null);
        empty.Labels.Presence.ShouldBe(JsonPresence.Present);
        empty.Volumes.Presence.ShouldBe(JsonPresence.Null);
        empty.Containers.Presence.ShouldBe(JsonPresence.Present);
        empty.InitContainers.Presence.ShouldBe(JsonPresence.Null);
    }

    [Fact]
    public void Counts_null_items_so_that_indices_stay_true()
    {
        var pod = Read("""{"spec":{"containers":[null,{"name":"web","env":[null,{"name":"A"}]},null]}}""");
        pod.Containers.Length.ShouldBe(3);
        pod.Containers.Items.ShouldHaveSingleItem().Index.ShouldBe(1);
        pod.Containers.Items[0].Env.Length.ShouldBe(2);
    }

    [Fact]
    public void Reads_escaped_names_and_texts_as_what_they_mean()
    {
        var pod = Read("""{"met\u0061data":{"annotations":{"injector.io\/inject":"l\u006Fgging","\u00fc":"\ud83d\ude00"}}}""");
        pod.Annotations.TryGet("injector.io/inject", out var value).ShouldBeTrue();
        value.ToString().ShouldBe("logging");
        pod.Annotations.TryGet("ü", out var smile).ShouldBeTrue();
        smile.Is("😀").ShouldBeTrue();
    }

    [Fact]
    public void Takes_the_last_of_repeated_members_as_the_api_server_does()
    {
        var pod = Read("""{"spec":{"containers":[{"name":"a"}],"containers":[{"name":"b"},{"name":"c"}]},"metadata":{"annotations":{"k":"1","k":"2"}}}""");
        pod.Containers.Items.Select(container => container.Name.ToString()).ShouldBe(["b", "c"]);
        pod.Annotations.TryGet("k", out var value).ShouldBeTrue();
        value.ToString().ShouldBe("2");
    }

    [Fact]
    public void Collects_what_a_container_holds()
    {
        var container = Read("""
            {"spec":{"initContainers":[{"name":"side","image":"i:1","restartPolicy":"Always",
              "ports":[{"containerPort":80,"name":"http"},{"containerPort":53,"hostPort":5353,"protocol":"UDP"}],
              "volumeMounts":[{"name":"v","mountPath":"/a","subPath":"s","readOnly":true},{"name":"w","mountPath":"/b","subPathExpr":"$(P)"}],
              "livenessProbe":{"httpGet":{"port":8080,"path":"/"}},"readinessProbe":{"tcpSocket":{"port":"http"}},"startupProbe":{"grpc":{"port":9090}}}]}}
            """).InitContainers.Items[0];
        container.IsNativeSidecar.ShouldBeTrue();
        container.Ports.Select(port => (port.Number, port.HostPort)).ShouldBe([(80, 0), (53, 5353)]);
        container.ProbePorts.ShouldBe([8080, 9090]);
        container.Mounts.Items[0].ReadOnly.ShouldBeTrue();
        container.Mounts.Items[1].SubPathExpr.ToString().ShouldBe("$(P)");
        Encoding.UTF8.GetString(container.Json.Span).ShouldStartWith("{\"name\":\"side\"");
    }

    [Theory]
    [InlineData("Never", false)]
    [InlineData("OnFailure", false)]
    [InlineData("Always", true)]
    public void Sees_a_native_sidecar_only_in_always(string policy, bool expected) =>
        Read($$$"""{"spec":{"initContainers":[{"name":"a","restartPolicy":"{{{policy}}}"}]}}""").InitContainers.Items[0].IsNativeSidecar.ShouldBe(expected);

    [Theory]
    [InlineData("""{"spec":{"os":{"name":"windows"},"nodeSelector":{"kubernetes.io/os":"linux"}}}""", "windows")]
    [InlineData("""{"spec":{"nodeSelector":{"beta.kubernetes.io/os":"windows"}}}""", "windows")]
    [InlineData("""{"spec":{"os":null,"nodeSelector":null}}""", "")]
    public void Tells_the_operating_system(string json, string expected) => Read(json).OperatingSystem.ToString().ShouldBe(expected);

    [Fact]
    public void Knows_the_controlling_owner()
    {
        var pod = Read("""{"metadata":{"ownerReferences":[{"kind":"X","name":"x"},null,{"kind":"ReplicaSet","name":"web-5d","controller":true}]}}""");
        pod.Controller.ShouldNotBeNull().Name.ToString().ShouldBe("web-5d");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"spec\":{\"containers\":{}}}")]
    [InlineData("{\"spec\":{\"containers\":[7]}}")]
    [InlineData("{\"metadata\":{\"annotations\":{\"a\":1}}}")]
    [InlineData("{\"spec\":{\"containers\":[{\"ports\":[{\"containerPort\":\"http\"}]}]}}")]
    [InlineData("{\"metadata\":{\"name\":\"\\ud800\"}} trailing")]
    public void Answers_what_is_no_pod_with_an_error(string json)
    {
        var reading = PodReader.Read(Encoding.UTF8.GetBytes(json));
        reading.IsRead.ShouldBeFalse();
        reading.Error.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void Names_the_field_that_has_the_wrong_type() =>
        PodReader.Read("""{"spec":{"containers":[{"name":"web","env":"A=b"}]}}"""u8.ToArray()).Error.ShouldBe("env must be an array, but it is a string (at byte 43)");

    private static PodView Read(string json)
    {
        var reading = PodReader.Read(Encoding.UTF8.GetBytes(json));
        reading.Error.ShouldBeNull();
        return reading.Pod!;
    }
}
