package dev.parley.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.Person;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people do with their accounts. */
@Order(Order.DEFAULT + 1)
@ExtendWith({SharedStack.class, BrowserRun.class})
class AccountTest {
    private static final String NEXT = "another horse, another battery";

    @Test
    void aNameAndAPictureAreSeenByOthers(RunningParley running, Visitors visitors) throws IOException {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        ada.directWith(bob);
        Visitor here = visitors.enter(running, ada);
        Locator settings = settings(here, "Profile");
        settings.getByLabel("Display name").fill("Ada Lovelace");
        settings.getByRole(AriaRole.BUTTON, named("Save")).click();
        assertThat(settings.getByRole(AriaRole.BUTTON, named("Save"))).isDisabled();
        settings.locator("input[type=file]").setInputFiles(new FilePayload("me.png", "image/png", largePicture()));
        assertThat(settings.locator("img")).hasAttribute("src", Pattern.compile("data:image/webp;base64,.{100,32740}"));

        Visitor there = visitors.enter(running, bob);
        assertThat(there.entry("Ada Lovelace").locator("img")).hasCount(1);

        settings.getByRole(AriaRole.BUTTON, named("Remove picture")).click();
        assertThat(settings.locator("img")).hasCount(0);
        here.page().keyboard().press("Escape");
        assertThat(account(here)).containsText("Ada Lovelace");
    }

    @Test
    void aDeviceIsShownTheDoorFromAnother(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Visitor laptop = visitors.enter(running, ada);
        Visitor phone = visitors.enter(running, ada, 1);
        Locator devices = settings(laptop, "Devices").getByRole(AriaRole.LISTITEM);
        assertThat(devices.first()).containsText("This device");
        assertThat(devices.first().getByRole(AriaRole.BUTTON)).hasCount(0);
        Locator others = devices.filter(new Locator.FilterOptions().setHasText("Chrome on Linux"))
                .filter(new Locator.FilterOptions().setHasNotText("This device"));
        others.getByRole(AriaRole.BUTTON).first().click();
        assertThat(phone.page().getByText("Your session has ended.")).isVisible();
        assertThat(others).hasCount(0);
    }

    @Test
    void aNewPasswordTakesThePlaceOfTheOld(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Visitor here = visitors.enter(running, ada);
        Visitor elsewhere = visitors.enter(running, ada, 1);
        Locator form = settings(here, "Password");
        fill(form, "not the password", NEXT, NEXT);
        assertThat(form.getByRole(AriaRole.ALERT)).hasText("The current password is wrong.");
        fill(form, RunningParley.PASSWORD, NEXT, NEXT + "!");
        assertThat(form.getByRole(AriaRole.ALERT)).hasText("The two new passwords are not the same.");
        fill(form, RunningParley.PASSWORD, NEXT, NEXT);
        assertThat(here.page().getByText("Your password is changed.")).isVisible();
        assertThat(elsewhere.page().getByText("Your session has ended.")).isVisible();
        elsewhere.logIn(ada.username(), NEXT);
    }

    @Test
    void languageAndThemeAreChosenAndKept(RunningParley running, Visitors visitors) {
        Visitor here = visitors.enter(running, running.newPerson("Ada"));
        Locator settings = settings(here, "Appearance");
        settings.getByText("Dark").click();
        assertThat(here.page().locator("html")).hasAttribute("data-theme", "dark");
        settings.getByText("Deutsch").click();
        assertThat(here.page().getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Einstellungen")))
                .isVisible();
        here.reload();
        assertThat(here.page().locator("html")).hasAttribute("lang", "de");
        assertThat(here.page().locator("html")).hasAttribute("data-theme", "dark");
        account(here, "Konto").click();
        here.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Abmelden"))
                .click();
        assertThat(here.page().getByLabel("Benutzername")).isVisible();
    }

    @Test
    void aDeletedAccountIsGoneForItsOwnerAndDeletedForOthers(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        ada.send(ada.directWith(bob), UUID.randomUUID(), "Remember me").expect(202);
        Visitor here = visitors.enter(running, ada);
        settings(here, "Account")
                .getByRole(AriaRole.BUTTON, named("Delete account"))
                .click();
        Locator asked = here.page().getByRole(AriaRole.ALERTDIALOG);
        Locator forGood = asked.getByRole(AriaRole.BUTTON, named("Delete for good"));
        assertThat(forGood).isDisabled();
        asked.getByLabel("Your password").fill("not the password");
        forGood.click();
        assertThat(asked.getByRole(AriaRole.ALERT)).hasText("This is not your password.");

        asked.getByLabel("Your password").fill(RunningParley.PASSWORD);
        forGood.click();

        assertThat(here.page().getByText("Your account is deleted.")).isVisible();
        assertThat(here.page().getByLabel("Username")).isVisible();
        assertThat(here.page().getByText("Your session has ended.")).hasCount(0);
        Visitor there = visitors.enter(running, bob);
        there.open("Deleted account");
        there.sees("Remember me");
        assertThat(there.page().getByRole(AriaRole.NOTE))
                .hasText("This account is deleted. Nobody will read what you write here.");
        assertThat(there.button("Voice call")).hasCount(0);
    }

    private static Locator settings(Visitor visitor, String tab) {
        account(visitor).click();
        visitor.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Settings"))
                .click();
        Locator dialog = visitor.dialog("Settings");
        dialog.getByRole(AriaRole.TAB, named(tab)).click();
        return dialog;
    }

    private static void fill(Locator form, String current, String next, String again) {
        form.getByLabel("Current password").fill(current);
        form.getByLabel("New password", new Locator.GetByLabelOptions().setExact(true))
                .fill(next);
        form.getByLabel("New password again").fill(again);
        Locator button = form.getByRole(AriaRole.BUTTON, named("Change password"));
        if (button.isEnabled()) {
            button.click();
        }
    }

    private static byte[] largePicture() throws IOException {
        var image = new BufferedImage(1_600, 900, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int x = 0; x < image.getWidth(); x += 8) {
            graphics.setColor(Color.getHSBColor(x / 1_600f, 0.7f, 0.9f));
            graphics.fillRect(x, 0, 8, image.getHeight());
        }
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator account(Visitor visitor) {
        return account(visitor, "Account");
    }

    private static Locator account(Visitor visitor, String name) {
        return visitor.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name + ": ")));
    }
}
