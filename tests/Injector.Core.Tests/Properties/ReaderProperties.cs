using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Injector.Core.Admission;
using Injector.Core.Profiles;
using Injector.Core.Snapshots;
using Injector.Core.Status;
using Injector.Grammar.Json;
using Injector.Profiles.BuiltIn;

namespace Injector.Core.Tests.Properties;

/// <summary>No bytes make a reader throw.</summary>
public sealed class ReaderProperties
{
    private static readonly InjectionSnapshot Snapshot = new() { Profiles = ProfileCatalogue.Create(BuiltInProfiles.Load()) };

    private static readonly byte[] Review = Encoding.UTF8.GetBytes("""
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"1","resource":{"group":"","version":"v1","resource":"pods"},
        "operation":"CREATE","namespace":"shop","object":{"metadata":{"annotations":{"injector.io/inject":"log-tail,logging","injector.io/status":"{}"}},
        "spec":{"volumes":[{"name":"v","emptyDir":{}}],"containers":[{"name":"web","image":"auto","env":[{"name":"A"}],"ports":[{"containerPort":80}]}]}}}}
        """);

    [Fact]
    public void Any_bytes_get_an_answer() =>
        Prop.ForAll<byte[]>(bytes => Answer(bytes)).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void A_review_with_damaged_bytes_gets_an_answer()
    {
        var damages = from position in Gen.Choose(0, Review.Length - 1)
                      from value in Gen.Elements((byte)'{', (byte)'}', (byte)'[', (byte)']', (byte)'"', (byte)'\\', (byte)',', (byte)':', (byte)'0', (byte)'n', (byte)0, (byte)0xFF, (byte)0xED)
                      select (position, value);
        Prop.ForAll(Arb.From(damages.ListOf(3)), list =>
        {
            var body = Review.ToArray();
            foreach (var (position, value) in list)
            {
                body[position] = value;
            }

            Answer(body);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void A_review_cut_short_anywhere_is_malformed()
    {
        for (var length = 0; length < Review.Length; length++)
        {
            Answer(Review[..length]).Result.ShouldBe(AdmissionResult.Malformed);
        }
    }

    [Fact]
    public void Any_text_may_stand_in_the_status_annotation() =>
        Prop.ForAll<string>(text => StatusReader.Read(Utf8Text.From(text ?? "")).ShouldNotBeNull()).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void An_escaped_token_reads_back_as_it_was() =>
        Prop.ForAll<string>(token => Unescape(JsonPointer.Escape(token ?? "")) == (token ?? "")).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static AdmissionOutcome Answer(byte[] body)
    {
        var output = new ArrayBufferWriter<byte>();
        var outcome = AdmissionHandler.Answer(body, Snapshot, output);
        (output.WrittenCount == 0).ShouldBe(outcome.Result is AdmissionResult.Malformed);
        return outcome;
    }

    private static string Unescape(string token)
    {
        token.ShouldNotContain("/");
        return token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
    }
}
