using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Injector.Core.Admission;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Patching;
using Injector.Core.Pods;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;

namespace Injector.Core.Tests.Properties;

/// <summary>Patches and answers are written as <see cref="Utf8JsonWriter"/> writes them, whatever names and texts are in them.</summary>
public sealed class PatchTextProperties
{
    private static readonly Arbitrary<string> Texts = JsonTextProperties.Pieces.ArrayOf().Select(string.Concat).ToArbitrary();

    private static readonly Arbitrary<(string Uid, string Message, string[] Names)> Answers = (
        from uid in Texts.Generator
        from message in Texts.Generator
        from names in Texts.Generator.ArrayOf()
        from repeat in Gen.Elements(1, 1, 1, 200)
        select (uid, message, Enumerable.Repeat(names, repeat).SelectMany(many => many).ToArray())).ToArbitrary();

    [Fact]
    public void Paths_hold_any_name_and_values_any_text() =>
        Prop.ForAll(Texts, Texts, (key, text) =>
        {
            var output = JsonBuffer.Rent();
            var patch = PatchWriter.Begin(output);
            patch.Add().At("/metadata/annotations"u8).AtMember(key).Text(text);
            patch.Add().At("/metadata/labels"u8).BeginObject();
            patch.Member(key, text);
            patch.Member(text, Encoding.UTF8.GetBytes(key));
            patch.EndObject();
            patch.Remove().At("/spec/containers"u8).At(17).AtPointer(key).Done();
            patch.End();
            var written = Encoding.UTF8.GetString(output.Written);
            output.Return();
            return written == ReferencePatch(key, text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Answers_are_as_the_reference_writes_them() =>
        Prop.ForAll(Answers, answer =>
        {
            var review = new AdmissionReview { ApiVersion = "admission.k8s.io/v1", UidText = Utf8Text.From(answer.Uid), Operation = "CREATE", Resource = AdmissionReview.Pods };
            foreach (var result in Results(answer.Message, answer.Names))
            {
                var output = new ArrayBufferWriter<byte>();
                AdmissionReviewWriter.Write(review, result, output);
                Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe(ReferenceAnswer(review, result));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static IEnumerable<InjectionResult> Results(string message, string[] names)
    {
        var pod = PodReader.Read("{\"metadata\":{},\"spec\":{}}"u8.ToArray()).Pod!;
        ImmutableArray<RequestedProfile> profiles = [.. names.Select(name => new RequestedProfile(name, null, "", []))];
        ImmutableArray<RuleFinding> findings = [.. new[] { RuleAnswer.Pass, RuleAnswer.Skip, RuleAnswer.Deny }.Select(answer => new RuleFinding(ReasonCode.Conflict, answer, message))];
        ImmutableArray<DisplayText> warnings = [.. names.Take(3).Select(name => DisplayText.Of(name))];
        yield return new InjectionResult { Decision = new InjectionDecision.Deny(ReasonCode.Conflict, message, 403), Findings = findings, Warnings = warnings };
        yield return new InjectionResult { Decision = new InjectionDecision.Deny(ReasonCode.Conflict, message, 422), Findings = [], Profiles = profiles };
        yield return new InjectionResult
        {
            Decision = new InjectionDecision.Skip(ReasonCode.HostNetwork, message, true),
            Findings = findings,
            Profiles = profiles,
            Changed = pod,
            Note = KeyValuePair.Create("injector.io/skipped", message),
        };
    }

    private static string ReferencePatch(string key, string text) => Reference(new JsonArray(
        new JsonObject { ["op"] = "add", ["path"] = $"/metadata/annotations/{JsonPointer.Escape(key)}", ["value"] = text },
        new JsonObject { ["op"] = "add", ["path"] = "/metadata/labels", ["value"] = "MEMBERS" },
        new JsonObject { ["op"] = "remove", ["path"] = $"/spec/containers/17/{key}" }))
        .Replace("\"MEMBERS\"", $"{{{Reference(key)}:{Reference(text)},{Reference(text)}:{Reference(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(key)))}}}", StringComparison.Ordinal);

    private static string ReferenceAnswer(AdmissionReview review, InjectionResult result)
    {
        var response = new JsonObject { ["uid"] = review.Uid, ["allowed"] = result.Decision is not InjectionDecision.Deny };
        if (result.Decision is InjectionDecision.Deny deny)
        {
            response["status"] = new JsonObject
            {
                ["code"] = deny.StatusCode, ["reason"] = deny.StatusCode == 403 ? "Forbidden" : "Invalid", ["message"] = deny.Message.ToString(),
            };
        }
        else
        {
            response["patchType"] = "JSONPatch";
            response["patch"] = Convert.ToBase64String(result.Patch.Span);
        }

        var codes = result.Findings.Where(finding => finding.Answer is RuleAnswer.Skip or RuleAnswer.Deny).Select(finding => finding.Rule.Text());
        var audit = new JsonObject
        {
            ["decision"] = result.Decision is InjectionDecision.Deny ? "deny" : "skip",
            ["reasons"] = string.Join(',', codes.DefaultIfEmpty(result.Decision.Reason.Text())),
        };
        if (!result.Profiles.IsEmpty)
        {
            audit["profiles"] = DisplayText.Of(string.Join(',', result.Profiles.Select(profile => profile.Name))).Bound().ToString();
        }

        response["auditAnnotations"] = audit;
        if (!result.Warnings.IsEmpty)
        {
            response["warnings"] = new JsonArray([.. result.Warnings.Select(warning => JsonValue.Create(warning.ToString()))]);
        }

        return Reference(new JsonObject { ["apiVersion"] = review.ApiVersion, ["kind"] = "AdmissionReview", ["response"] = response });
    }

    private static string Reference(JsonNode node) => RelaxedJson.Text(node);
}
