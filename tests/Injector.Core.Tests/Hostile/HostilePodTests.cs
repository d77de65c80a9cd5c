using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Injector.Core.Admission;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Profiles;
using Injector.Core.Snapshots;
using Injector.Profiles.BuiltIn;
using Injector.Testing.Hostile;
using Injector.Testing.Patching;

namespace Injector.Core.Tests.Hostile;

/// <summary>Whatever grows in a pod, it gets an ordinary answer, and what is said about it stays short enough to read.</summary>
public sealed class HostilePodTests
{
    private const int MaxMessageBytes = 4096;
    private const int MaxWarning = 120;
    private const int MaxWarnings = 5;

    private static readonly InjectionSnapshot Snapshot = new() { Profiles = ProfileCatalogue.Create(BuiltInProfiles.Load()) };

    private static string Variables { get; } = HostilePod.List(20_000, static i => $"{{\"name\":\"A{i}\"}}");

    public static IEnumerable<object[]> Shapes => HostileShapes.Names;

    [Fact]
    public void There_are_shapes_enough() => HostileShapes.All.Count.ShouldBeGreaterThanOrEqualTo(8);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Get_an_answer_with_bounded_messages(string name)
    {
        var shape = HostileShapes.Find(name);
        foreach (var size in (ReadOnlySpan<int>)[0, 1, 12, 300, Math.Min(shape.MaxSize, 3000)])
        {
            var review = shape.Review(size);
            var output = new ArrayBufferWriter<byte>();
            var outcome = AdmissionHandler.Answer(review, Snapshot, output);
            if (outcome.Result is AdmissionResult.Malformed)
            {
                Encoding.UTF8.GetByteCount(outcome.Error!).ShouldBeLessThanOrEqualTo(MaxMessageBytes);
                continue;
            }

            ExpectBounded(outcome.Injection!, output.WrittenSpan);
            ExpectThatThePatchApplies(review, outcome.Injection!);
        }
    }

    [Fact]
    public void Thousands_of_wrong_keys_are_ten_errors_and_a_number()
    {
        var message = Answer(HostileShapes.Find("wrong keys of a profile").Review(2000)).ShouldBeOfType<InjectionDecision.Deny>().Message;

        message.ToString().ShouldContain("wrong-9\"");
        message.ToString().ShouldNotContain("wrong-10\"");
        message.ToString().ShouldEndWith("; and 1990 more");
    }

    [Fact]
    public void Annotations_that_no_API_server_stores_are_left_alone()
    {
        var skip = Answer(HostileShapes.Find("annotations beyond what the API server stores").Review(20_000)).ShouldBeOfType<InjectionDecision.Skip>();

        skip.Reason.ShouldBe(ReasonCode.Oversize);
        skip.IsRequested.ShouldBeTrue();
    }

    /// <summary>As a tree it took the memory of a replica, which then answered 500.</summary>
    [Fact]
    public void A_container_that_is_too_large_to_be_merged_is_denied_by_its_size() =>
        Answer(new HostilePod { Containers = $"{{\"name\":\"log-tail\",\"image\":\"auto\",\"env\":[{Variables}]}}" }.ToReview())
            .ShouldBeOfType<InjectionDecision.Deny>().Message.ToString().ShouldContain("container log-tail with image auto has ");

    [Fact]
    public void An_application_that_is_too_large_to_be_copied_is_denied_by_its_size() =>
        Answer(new HostilePod { Profiles = "migrate", Annotations = "\"migrate.injector.io/command\":\"x\"", Container = $"\"env\":[{Variables}]" }.ToReview())
            .ShouldBeOfType<InjectionDecision.Deny>().Message.ToString().ShouldContain("container migrate copies from the application, which has ");

    [Fact]
    public void An_application_that_is_too_large_to_be_rewritten_is_named_with_its_size_and_left_alone()
    {
        var inject = Answer(new HostilePod { Profiles = "ambassador", Annotations = "\"ambassador.injector.io/inbound\":\"8443=http://localhost:8080\",\"ambassador.injector.io/rewriteProbes\":\"true\"", Container = $"\"env\":[{Variables}]" }.ToReview())
            .ShouldBeOfType<InjectionDecision.Inject>();

        inject.Plan.Warnings.ShouldContain(warning => warning.ToString().Contains("bytes of JSON, more than the 262144 that can be rewritten"));
    }

    private static InjectionDecision Answer(byte[] review) => AdmissionHandler.Answer(review, Snapshot, new ArrayBufferWriter<byte>()).Injection!.Decision;

    private static void ExpectBounded(InjectionResult result, ReadOnlySpan<byte> answer)
    {
        var response = JsonNode.Parse(answer)!["response"]!;
        string[] messages =
        [
            .. result.Findings.Select(finding => finding.Message),
            (string?)response["status"]?["message"] ?? "",
            .. response["auditAnnotations"]!.AsObject().Select(annotation => (string)annotation.Value!),
            .. Operations(result).Where(operation => ((string)operation!["path"]!).EndsWith("injector.io~1skipped", StringComparison.Ordinal)).Select(operation => (string)operation!["value"]!),
        ];
        foreach (var message in messages)
        {
            Encoding.UTF8.GetByteCount(message).ShouldBeLessThanOrEqualTo(MaxMessageBytes);
            message.ShouldNotContain('\uFFFD');
        }

        result.Warnings.Length.ShouldBeLessThanOrEqualTo(MaxWarnings);
        result.Warnings.ShouldAllBe(warning => warning.Length <= MaxWarning);
    }

    private static void ExpectThatThePatchApplies(byte[] review, InjectionResult result)
    {
        if (!result.Patch.IsEmpty && TryParse(review) is { } pod)
        {
            JsonPatchApplier.Apply(pod, Operations(result)).ShouldNotBeNull();
        }
    }

    private static JsonArray Operations(InjectionResult result) => result.Patch.IsEmpty ? [] : JsonNode.Parse(result.Patch.Span)!.AsArray();

    /// <summary>The pod as a tree; <see langword="null"/> where a member comes twice, which no tree can hold.</summary>
    private static JsonNode? TryParse(byte[] review)
    {
        try
        {
            return JsonNode.Parse(review, documentOptions: new() { MaxDepth = 256, AllowDuplicateProperties = false })!["request"]!["object"]!;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
