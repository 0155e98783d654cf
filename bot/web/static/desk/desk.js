// Starts GOV.UK Frontend's components, and warns before somebody is signed out.
import { initAll } from '../govuk/govuk-frontend.min.js'

const WARNING_SECONDS = 120

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

const form = document.querySelector('[data-stay]')
if (form) {
  let timer
  const warnIn = (secondsLeft) => {
    form.hidden = true
    clearTimeout(timer)
    timer = setTimeout(() => { form.hidden = false }, Math.max(0, secondsLeft - WARNING_SECONDS) * 1000)
  }
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const answer = await fetch(form.action, { method: 'POST', body: new FormData(form) })
    if (answer.ok) warnIn((await answer.json()).seconds_left)
    else location.reload()
  })
  warnIn(Number(form.dataset.stay))
}
