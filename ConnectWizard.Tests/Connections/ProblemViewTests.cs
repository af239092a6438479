using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Connections;

public sealed class ProblemViewTests : BunitContext
{
    public ProblemViewTests() => Services.AddLocalization();

    [Fact]
    public void The_message_to_send_has_a_button_that_copies_it()
    {
        var problem = new Problem(ProblemCode.TlsExpired).With("host", "azure.example.com").With("date", "2026-11-20");

        var view = Render<ProblemView>(parameters => parameters.Add(part => part.Problem, problem));

        var message = view.Find("[data-testid=problem-ask]");
        message.TextContent.ShouldBe(ProblemText.For(problem).Ask);
        view.Find("[data-copy]").GetAttribute("data-copy").ShouldBe(message.Id);
    }

    [Fact]
    public void What_you_can_fix_yourself_has_no_message_and_a_link_to_the_part_that_helps()
    {
        var view = Render<ProblemView>(parameters => parameters.Add(part => part.Problem, new Problem(ProblemCode.TokenExpired)));

        view.FindAll("[data-testid=problem-ask], [data-copy]").ShouldBeEmpty();
        view.Find("a").GetAttribute("href").ShouldBe("/help/token#expiry");
    }
}
