using Injector.Core.Admission;
using Injector.Server.Admission;
using Injector.Server.Admission.Requests;

namespace Injector.Server.Hosting;

/// <summary>Dependencies that tests replace.</summary>
internal sealed record WebhookOverrides
{
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The clock for request deadlines. A test that skips through the lifetime of a certificate must not end running reviews.</summary>
    internal TimeProvider RequestTime { get => field ?? Time; init; }

    internal AnswerReview Answer { get; init; } = AdmissionHandler.Answer;

    /// <summary>Max bytes of request bodies held at once.</summary>
    internal long MaxBodyBytes { get; init; } = BodyMemory.DefaultMax;

    /// <summary>Returns environment variables; in a pod they contain the address of the API server.</summary>
    internal Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Opens the destination of the log.</summary>
    internal Func<Stream> OpenLog { get; init; } = Console.OpenStandardOutput;
}
