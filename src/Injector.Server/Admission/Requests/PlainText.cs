using System.Text;
using Injector.Grammar.Messages;
using Microsoft.AspNetCore.Http;

namespace Injector.Server.Admission.Requests;

/// <summary>Writes plain-text responses.</summary>
internal static class PlainText
{
    internal static async Task WriteAsync(HttpResponse response, int status, DisplayText text)
    {
        var bytes = Encoding.UTF8.GetBytes($"{text}\n");
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, response.HttpContext.RequestAborted);
    }
}
