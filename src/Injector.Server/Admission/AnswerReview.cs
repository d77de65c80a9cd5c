using System.Buffers;
using Injector.Core.Admission;
using Injector.Core.Snapshots;

namespace Injector.Server.Admission;

/// <summary>Answers a review; <see cref="AdmissionHandler.Answer"/> except where a test needs the engine to fail or to wait.</summary>
internal delegate AdmissionOutcome AnswerReview(
    ReadOnlyMemory<byte> body, InjectionSnapshot snapshot, IBufferWriter<byte> output, CancellationToken cancellationToken);
