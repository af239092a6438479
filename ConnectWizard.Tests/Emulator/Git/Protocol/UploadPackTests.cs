using System.Text;
using AzureDevOpsEmulator.Git;
using AzureDevOpsEmulator.Git.Seed;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Git.Protocol;

/// <summary>Requests that Git itself does not send, or sends no longer.</summary>
public sealed class UploadPackTests
{
    private const string V2 = "version=2";
    private static readonly string Unknown = new('1', 40);
    private readonly GitRepository _repository = SeededRepository.Create(Guid.Empty, "Orbit Planner", ["main"]);

    private string Tip => _repository.Refs.List().Single(entry => entry.Name == "refs/heads/main").Target.ToString();

    [Theory]
    [InlineData("zzzz")]
    [InlineData("0002")]
    [InlineData("0003")]
    [InlineData("fff5")]
    [InlineData("00")]
    [InlineData("0032want 12")]
    [InlineData("000ahello\n")]
    [InlineData("0014command=ls-refs\n")]
    [InlineData("0014command=conquer\n0000")]
    [InlineData("0012command=fetch\n0001000dwant 12\n0000")]
    [InlineData("0012command=fetch\n00010012filter blob\n0000")]
    [InlineData("0012command=fetch\n0001000ddeepen -1\n0000")]
    [InlineData("0014command=ls-refs\n0001000bpeeled\n0000")]
    [InlineData("0014command=ls-refs\n0019object-format=sha256\n0000")]
    public async Task Malformed_requests_of_version_2_are_refused_before_a_byte_is_written(string request) =>
        await RefusedAsync(request, V2);

    [Theory]
    [InlineData("zzzz")]
    [InlineData("0009done\n")]
    [InlineData("0032have 1111111111111111111111111111111111111111\n0000")]
    [InlineData("0032want 1111111111111111111111111111111111111111\n")]
    [InlineData("0032want 1111111111111111111111111111111111111111\n0001")]
    [InlineData("0032want 1111111111111111111111111111111111111111\n00000032have 1111111111111111111111111111111111111111\n")]
    public async Task Malformed_requests_of_version_0_are_refused_before_a_byte_is_written(string request) =>
        await RefusedAsync(request, gitProtocol: null);

    [Fact]
    public async Task A_request_without_end_is_refused()
    {
        var line = Packet($"want {Unknown}");
        var endless = string.Concat(Enumerable.Repeat(line, 34 * 1024 * 1024 / line.Length));

        (await Should.ThrowAsync<GitProtocolException>(() => AnswerAsync(endless, null))).Message.ShouldBe("The request is too long.");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(V2)]
    public async Task An_empty_request_is_answered_by_nothing(string? gitProtocol) =>
        (await AnswerAsync("0000", gitProtocol)).ShouldBeEmpty();

    [Fact]
    public async Task A_client_without_side_bands_gets_the_bare_pack()
    {
        var answer = await AnswerAsync(Packet($"want {Tip}") + "0000" + Packet("done"), gitProtocol: null);

        answer.ShouldStartWith("0008NAK\nPACK\0\0\0\u0002");
    }

    [Fact]
    public async Task A_client_with_narrow_side_bands_gets_packets_of_a_thousand_bytes()
    {
        var answer = await AnswerAsync(Packet($"want {Tip} multi_ack side-band no-progress") + "0000" + Packet("done"), gitProtocol: null);

        answer.ShouldStartWith("0008NAK\n03e8\u0001PACK");
        answer.ShouldEndWith("0000");
    }

    [Fact]
    public async Task A_client_with_single_acknowledgments_hears_the_first_common_commit_only()
    {
        var have = Packet($"have {Tip}");

        var answer = await AnswerAsync(Packet($"want {Tip}") + "0000" + have + have + "0000", gitProtocol: null);

        answer.ShouldBe(Packet($"ACK {Tip}"));
    }

    [Theory]
    [InlineData("multi_ack", "ACK {0} continue", "NAK")]
    [InlineData("multi_ack_detailed", "ACK {0} common", "ACK {0} ready", "NAK")]
    public async Task A_client_with_multiple_acknowledgments_hears_each_common_commit(string capability, params string[] lines)
    {
        var answer = await AnswerAsync(Packet($"want {Tip} {capability}") + "0000" + Packet($"have {Tip}") + "0000", gitProtocol: null);

        answer.ShouldBe(string.Concat(lines.Select(line => Packet(line.Replace("{0}", Tip, StringComparison.Ordinal)))));
    }

    [Fact]
    public async Task A_client_that_names_its_capabilities_must_have_multiple_acknowledgments() =>
        (await Should.ThrowAsync<GitProtocolException>(() => AnswerAsync(Packet($"want {Tip} side-band-64k ofs-delta") + "0000" + Packet("done"), gitProtocol: null)))
            .Message.ShouldBe("Clients must support multi-ack.");

    [Theory]
    [InlineData(null, "multi_ack")]
    [InlineData(V2, "")]
    public async Task The_lines_about_the_boundary_have_no_line_feed(string? gitProtocol, string capability)
    {
        var answer = gitProtocol is null
            ? await AnswerAsync(Packet($"want {Tip} {capability}") + Packet("deepen 1") + "0000" + Packet("done"), gitProtocol)
            : await AnswerAsync(Packet("command=fetch") + "0001" + Packet($"want {Tip}") + Packet("deepen 1") + Packet("done") + "0000", gitProtocol);

        answer.ShouldContain($"0034shallow {Tip}000");
    }

    [Fact]
    public async Task A_name_that_is_nothing_here_is_answered_in_an_error_packet()
    {
        var answer = await AnswerAsync(Packet("command=fetch") + "0001" + Packet($"want {Unknown}") + "0000", V2);

        answer.ShouldBe(Packet($"ERR upload-pack: not our ref {Unknown}"));
    }

    private async Task RefusedAsync(string request, string? gitProtocol)
    {
        using var output = new MemoryStream();
        using var input = new MemoryStream(Encoding.Latin1.GetBytes(request));

        await Should.ThrowAsync<GitProtocolException>(() =>
            GitServer.UploadPackAsync(_repository, gitProtocol, input, output, TestContext.Current.CancellationToken));

        output.Length.ShouldBe(0);
    }

    private async Task<string> AnswerAsync(string request, string? gitProtocol)
    {
        using var output = new MemoryStream();
        using var input = new MemoryStream(Encoding.Latin1.GetBytes(request));
        await GitServer.UploadPackAsync(_repository, gitProtocol, input, output, TestContext.Current.CancellationToken);
        return Encoding.Latin1.GetString(output.ToArray());
    }

    private static string Packet(string text) => $"{text.Length + 5:x4}{text}\n";
}
