using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Injector.Core.Admission;
using Injector.Core.Decisions;
using Injector.Core.Snapshots;
using Injector.Profiles.BuiltIn;
using Injector.Core.Profiles;

namespace Injector.Core.Tests.Admission;

public sealed class AdmissionHandlerTests
{
    private const string Pod = """{"metadata":{"annotations":{"injector.io/inject":"log-tail"}},"spec":{"containers":[{"name":"web","image":"nginx"}]}}""";

    private static readonly InjectionSnapshot Snapshot = new() { Profiles = ProfileCatalogue.Create(BuiltInProfiles.Load()) };

    [Theory]
    [InlineData("admission.k8s.io/v1")]
    [InlineData("admission.k8s.io/v1beta1")]
    public void Echoes_version_kind_and_uid(string version)
    {
        var (outcome, answer) = Answer(Review(Pod, version: version));
        outcome.Result.ShouldBe(AdmissionResult.Injected);
        ((string)answer!["apiVersion"]!).ShouldBe(version);
        ((string)answer["kind"]!).ShouldBe("AdmissionReview");
        ((string)answer["response"]!["uid"]!).ShouldBe("u-1");
    }

    [Fact]
    public void Sends_patch_and_patch_type_together_when_it_injects()
    {
        var response = Answer(Review(Pod)).Answer!["response"]!;
        ((bool)response["allowed"]!).ShouldBeTrue();
        ((string)response["patchType"]!).ShouldBe("JSONPatch");
        JsonNode.Parse(Convert.FromBase64String((string)response["patch"]!))!.AsArray().Count.ShouldBeGreaterThan(2);
        ((string)response["auditAnnotations"]!["decision"]!).ShouldBe("inject");
        ((string)response["auditAnnotations"]!["profiles"]!).ShouldBe("log-tail");
        response["warnings"].ShouldBeNull();
    }

    [Fact]
    public void Sends_neither_patch_nor_warning_when_nobody_asked()
    {
        var response = Answer(Review("""{"spec":{"containers":[{"name":"web"}]}}""")).Answer!["response"]!.AsObject();
        ((bool)response["allowed"]!).ShouldBeTrue();
        response.ContainsKey("patch").ShouldBeFalse();
        response.ContainsKey("patchType").ShouldBeFalse();
        response.ContainsKey("warnings").ShouldBeFalse();
        ((string)response["auditAnnotations"]!["reasons"]!).ShouldBe("not-requested");
    }

    [Fact]
    public void Warns_and_records_the_reason_when_an_asked_for_injection_does_not_happen()
    {
        var response = Answer(Review(Pod.Replace("\"spec\":{", "\"spec\":{\"hostNetwork\":true,", StringComparison.Ordinal))).Answer!["response"]!;
        var warning = response["warnings"]!.AsArray().ShouldHaveSingleItem();
        ((string)warning!).Length.ShouldBeLessThanOrEqualTo(120);
        var operation = JsonNode.Parse(Convert.FromBase64String((string)response["patch"]!))!.AsArray().ShouldHaveSingleItem();
        ((string)operation!["path"]!).ShouldBe("/metadata/annotations/injector.io~1skipped");
    }

    [Fact]
    public void Denies_with_code_reason_and_message()
    {
        var (outcome, answer) = Answer(Review(Pod.Replace("log-tail", "log-tial", StringComparison.Ordinal)));
        outcome.Result.ShouldBe(AdmissionResult.Denied);
        var response = answer!["response"]!.AsObject();
        ((bool)response["allowed"]!).ShouldBeFalse();
        ((int)response["status"]!["code"]!).ShouldBe(422);
        ((string)response["status"]!["message"]!).ShouldContain("log-tial");
        response.ContainsKey("patch").ShouldBeFalse();
    }

    [Theory]
    [InlineData("pods", "", "UPDATE")]
    [InlineData("pods", "", "DELETE")]
    [InlineData("pods", "ephemeralcontainers", "UPDATE")]
    [InlineData("pods", "binding", "CREATE")]
    [InlineData("services", "", "CREATE")]
    public void Leaves_everything_but_the_creation_of_pods_alone(string resource, string subResource, string operation)
    {
        var (outcome, answer) = Answer(Review("null", resource: resource, subResource: subResource, operation: operation));
        outcome.Result.ShouldBe(AdmissionResult.Skipped);
        outcome.Injection!.Decision.Reason.ShouldBe(ReasonCode.NotAPodCreate);
        ((bool)answer!["response"]!["allowed"]!).ShouldBeTrue();
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("   \n", "empty")]
    [InlineData("{", "not valid JSON")]
    [InlineData("[]", "must be an object")]
    [InlineData("null", "null")]
    [InlineData("{}", "kind must be AdmissionReview")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v2","request":{"uid":"1"}}""", "apiVersion")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1"}""", "request is missing")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":null}""", "request is missing")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{}}""", "uid")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":5}}""", "request.uid must be a string")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"1"}} x""", "not valid JSON")]
    public void Answers_what_is_no_review_with_an_error_and_writes_nothing(string body, string expected)
    {
        var (outcome, answer) = Answer(body);
        outcome.Result.ShouldBe(AdmissionResult.Malformed);
        outcome.Error.ShouldNotBeNull().ShouldContain(expected);
        answer.ShouldBeNull();
    }

    [Theory]
    [InlineData("null", "object is missing or null")]
    [InlineData("[]", "must be an object")]
    [InlineData("""{"spec":{"containers":"web"}}""", "spec.containers must be an array")]
    public void Says_what_is_wrong_with_an_object_that_is_no_pod(string pod, string expected) =>
        Answer(Review(pod)).Outcome.Error.ShouldNotBeNull().ShouldContain(expected);

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"metadata":null,"spec":null}""")]
    [InlineData("""{"metadata":{"annotations":null},"spec":{"containers":null}}""")]
    [InlineData("""{"spec":{"containers":[null]}}""")]
    public void Lets_pods_without_the_usual_parts_through_to_validation(string pod) =>
        Answer(Review(pod)).Outcome.Result.ShouldBe(AdmissionResult.Skipped);

    [Theory]
    [InlineData("""{"spec":{"containers":"web"}}""", "spec.containers must be an array")]
    [InlineData(Pod, null)]
    public void Reads_a_review_whose_object_comes_before_what_it_is(string pod, string? expected)
    {
        var (outcome, _) = Answer($$$"""
            {"request":{"object":{{{pod}}},"namespace":"shop","operation":"CREATE","resource":{"group":"","version":"v1","resource":"pods"},"uid":"u-1"},
             "kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1"}
            """);
        if (expected is null)
        {
            outcome.Result.ShouldBe(AdmissionResult.Injected);
        }
        else
        {
            outcome.Error.ShouldNotBeNull().ShouldContain(expected);
        }
    }

    [Fact]
    public void Survives_an_annotation_of_200_kibibytes()
    {
        var value = new string('x', 200 * 1024);
        var (outcome, answer) = Answer(Review(Pod.Replace("\"log-tail\"", $"\"log-tail\",\"log-tail.injector.io/path\":\"/{value}\"", StringComparison.Ordinal)));
        outcome.Result.ShouldBe(AdmissionResult.Denied);
        ((string)answer!["response"]!["status"]!["message"]!).Length.ShouldBeLessThan(1000);
    }

    [Fact]
    public void Answers_the_same_bytes_for_the_same_body() =>
        Answer(Review(Pod)).Answer!.ToJsonString().ShouldBe(Answer(Review(Pod)).Answer!.ToJsonString());

    private static string Review(
        string pod, string version = "admission.k8s.io/v1", string resource = "pods", string subResource = "", string operation = "CREATE") => $$$"""
        {"apiVersion":"{{{version}}}","kind":"AdmissionReview","request":{"uid":"u-1","kind":{"group":"","version":"v1","kind":"Pod"},
          "resource":{"group":"","version":"v1","resource":"{{{resource}}}"},"subResource":"{{{subResource}}}","namespace":"shop",
          "operation":"{{{operation}}}","userInfo":{"username":"u"},"object":{{{pod}}},"oldObject":null,"dryRun":false}}
        """;

    private static (AdmissionOutcome Outcome, JsonNode? Answer) Answer(string body)
    {
        var output = new ArrayBufferWriter<byte>();
        var outcome = AdmissionHandler.Answer(Encoding.UTF8.GetBytes(body), Snapshot, output);
        return (outcome, output.WrittenCount == 0 ? null : JsonNode.Parse(output.WrittenSpan));
    }
}
