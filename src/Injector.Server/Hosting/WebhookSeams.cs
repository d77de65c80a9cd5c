using Injector.Core.Admission;
using Injector.Server.Admission;

namespace Injector.Server.Hosting;

/// <summary>What tests replace.</summary>
internal sealed record WebhookSeams
{
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    internal AnswerReview Answer { get; init; } = AdmissionHandler.Answer;

    /// <summary>Opens where log lines go.</summary>
    internal Func<Stream> OpenLog { get; init; } = Console.OpenStandardOutput;
}
