using System.Buffers;
using Injector.Core.Admission;
using Injector.Core.Snapshots;
using Injector.Profiles.BuiltIn;
using Injector.Core.Profiles;
using Injector.Testing.Admission;

namespace Injector.Core.Tests.Admission;

/// <summary>When nobody waits for an answer any more, no more work is done for it.</summary>
public sealed class CancelledReviewTests
{
    private static readonly InjectionSnapshot Snapshot = new() { Profiles = ProfileCatalogue.Create(BuiltInProfiles.Load()) };

    [Theory]
    [InlineData("log-tail")]
    [InlineData("nobody")]
    [InlineData("false")]
    public void Ends_before_a_rule_is_asked(string asked)
    {
        var output = new ArrayBufferWriter<byte>();

        Should.Throw<OperationCanceledException>(() =>
            AdmissionHandler.Answer(AdmissionReviews.OfAPod().RequestingFor(asked).ToBytes(), Snapshot, output, new CancellationToken(canceled: true)));

        output.WrittenCount.ShouldBe(0);
    }

    [Fact]
    public void Answers_as_ever_while_somebody_waits()
    {
        using var waiting = new CancellationTokenSource();
        var review = AdmissionReviews.OfAPod().RequestingFor("log-tail").ToBytes();
        var (one, other) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());

        AdmissionHandler.Answer(review, Snapshot, one, waiting.Token);
        AdmissionHandler.Answer(review, Snapshot, other);

        one.WrittenSpan.SequenceEqual(other.WrittenSpan).ShouldBeTrue();
    }
}
